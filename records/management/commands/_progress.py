"""Progress for commands: a bar on a terminal, a line a step elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from records.edition.rebuilding import Progress as Report


@contextmanager
def progress_bars(quiet: bool = False) -> Iterator[Report]:
    """Yield a function (what, done, total) that shows how far the work is; it writes to standard error."""
    console = Console(file=sys.stderr)
    if quiet or not console.is_terminal:
        yield _lines(quiet)
        return
    columns = (TextColumn("{task.description:>24}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield show


def _lines(quiet: bool) -> Report:
    said: set[str] = set()

    def show(what: str, done: int, total: int) -> None:
        if not quiet and done >= total and total and what not in said:
            said.add(what)
            sys.stderr.write(f"  {what}: done\n")

    return show
