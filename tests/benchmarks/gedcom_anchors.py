"""The two anchors of speed for GEDCOM, measured in the same run as what is compared with them.

The tree anchor reads a file into record trees and nothing else; the format anchor makes lines of the tuples
(level, tag, value) of a file and writes them. Both are what plain Python needs at least without a database.

    python -m tests.benchmarks.gedcom_anchors FILE.ged
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

Node = list[object]
Line = tuple[int, str, str]


def read_trees(path: Path) -> int:
    """Stream a file into record trees, CONT and CONC joined, and return how many records there were."""
    records = 0
    stack: list[list] = []
    with path.open(encoding="utf-8-sig") as stream:
        for line in stream:
            parts = line.rstrip("\r\n").split(" ", 2)
            level, tag = int(parts[0]), parts[1]
            value = parts[2] if len(parts) > 2 else ""
            if not level:
                records += 1
                stack = [[value, tag, "", []] if tag.startswith("@") else [tag, "", value, []]]
            elif tag == "CONT":
                stack[level - 1][2] += "\n" + value
            elif tag == "CONC":
                stack[level - 1][2] += value
            else:
                node = [tag, "", value, []]
                stack[level - 1][3].append(node)
                del stack[level:]
                stack.append(node)
    return records


def tuples_of(path: Path) -> list[Line]:
    """Return the lines of a file as (level, tag or identifier, value)."""
    lines = []
    with path.open(encoding="utf-8-sig") as stream:
        for line in stream:
            parts = line.rstrip("\r\n").split(" ", 2)
            lines.append((int(parts[0]), parts[1], parts[2] if len(parts) > 2 else ""))
    return lines


def write_tuples(lines: list[Line], path: Path) -> None:
    """Make lines of tuples and write them to a file."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{level} {tag} {value}\n" if value else f"{level} {tag}\n" for level, tag, value in lines)


def cpu_seconds(work: Callable[[], object], turns: int = 3) -> float:
    """Return the median of the CPU seconds that a piece of work takes."""
    measured = []
    for _turn in range(turns):
        started = time.process_time()
        work()
        measured.append(time.process_time() - started)
    return statistics.median(measured)


def tree_anchor(path: Path) -> float:
    """Return the CPU seconds of reading a file into trees."""
    return cpu_seconds(lambda: read_trees(path))


def format_anchor(path: Path, scratch: Path) -> float:
    """Return the CPU seconds of writing the lines of a file."""
    lines = tuples_of(path)
    return cpu_seconds(lambda: write_tuples(lines, scratch))


if __name__ == "__main__":
    file = Path(sys.argv[1])
    aside = file.with_suffix(".anchor")
    print(f"tree anchor {tree_anchor(file):.2f} s, format anchor {format_anchor(file, aside):.2f} s")
    aside.unlink()
