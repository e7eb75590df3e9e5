"""The files and tables of pairs that are weighed in parts: what is asked of them, and how they are written.

DuckDB takes no parameters for files and columns. What this and the other files of the run in parts put into its
words (S608) is our own: names of columns, constants of the model, and paths, which text_of quotes.
A file or folder appears under its name only when it is whole; what is whole is not made again.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from records.linkage.compared import COLUMNS, Compared
from records.linkage.comparisons import FREQUENCIES
from records.linkage.rivals import part_of_rivals
from records.linkage.scoring import Frequencies, Scored

Progress = Callable[[str, int, int], None]
_STEPS = ("found", "others", "likely_others", "family")
_SCHEMA = pa.schema(
    [("one", pa.string()), ("other", pa.string()), ("lost", pa.float64()), ("weight", pa.float64()),
     ("probability", pa.float64()), *((step, pa.string()) for step in _STEPS)]
)  # fmt: skip
_FETCHED, _WRITTEN = 10_000, 20_000


class WeighedPair(NamedTuple):
    """Two records on their way: the bits that rivals took (None where they were found through a third, and have none),
    what they weigh so far, and the steps of what others and families say (THROUGH_OTHERS in comparisons.py)."""

    one: str
    other: str
    lost: float | None
    weight: float
    probability: float
    found: str = ""
    others: str = ""
    likely_others: str = ""
    family: str = ""

    def scored(self) -> Scored:
        """Return the pair as what weighs it further takes it, without the parts of its own comparisons."""
        parts = () if self.lost is None else (part_of_rivals(self.lost),)
        return Scored(self.one, self.other, self.probability, self.weight, 0.0, parts)


class PairFiles:
    """The records, and who is whose relative (Parquet: one, other, tie), in a DuckDB; ``folder`` is worked in."""

    def __init__(self, connection: Any, records: Path, relatives: Path, folder: Path) -> None:
        self._connection, self.folder = connection, folder
        self.view("compared", [records])
        self.view("relative", [relatives])
        self.records = int(self.ask("SELECT count(*) FROM compared").fetchone()[0])

    def ask(self, question: str) -> Any:
        """Ask DuckDB; the answer is good until the next question."""
        return self._connection.execute(question)

    def rows(self, question: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer."""
        answer = self.ask(question)
        while some := answer.fetchmany(_FETCHED):
            yield from some

    def view(self, name: str, files: Iterable[Path]) -> None:
        """Give files a name."""
        self.ask(f"CREATE OR REPLACE VIEW {name} AS FROM {table_of_files(files)}")

    def keep_keys(self, keys: Iterable[str]) -> None:
        """Put keys into the table ``wanted``."""
        given = pa.table({"key": pa.array(sorted(set(keys)), pa.string())})
        self._connection.register("given", given)
        self.ask("CREATE OR REPLACE TABLE wanted AS FROM given")
        self._connection.unregister("given")

    def records_of(self, keys: Iterable[str]) -> dict[str, Compared]:
        """Return these records by their keys."""
        self.keep_keys(keys)
        asked = f"SELECT {', '.join(COLUMNS)} FROM compared SEMI JOIN wanted ON unique_id = key"  # noqa: S608
        return {row[0]: Compared(*row) for row in self.rows(asked)}

    def relatives_of(self, keys: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return who is what to each of these."""
        self.keep_keys(keys)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for one, other, tie in self.rows("SELECT one, other, tie FROM relative SEMI JOIN wanted ON one = key"):
            found[one][other] = tie
        return found

    def frequencies(self) -> Frequencies:
        """Return how large a share of the records that tell it has each value (scoring.frequencies_of)."""
        found: dict[str, dict[str | int, float]] = {}
        for column in FREQUENCIES:
            told = f"SELECT {column}, count(*) FROM compared WHERE {column} IS NOT NULL GROUP BY {column}"  # noqa: S608
            counted = self.ask(told).fetchall()
            total = sum(number for _value, number in counted)
            found[column] = {value: number / total for value, number in counted}
        return found

    def write_step(self, name: str, pairs: Iterable[WeighedPair], at_once: int) -> None:
        """Write pairs into the folder of a step, so many into each file."""
        unfinished = self.folder / f"{name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        rows, number = iter(pairs), 0
        while some := list(islice(rows, at_once)):
            number += 1
            write_pairs(some, unfinished / f"{name}-{number:05d}.parquet")
        unfinished.rename(self.folder / name)

    def of_step(self, name: str) -> list[Path]:
        """Return the files of a step, in order."""
        return sorted((self.folder / name).glob("*.parquet"))

    def is_whole(self, name: str) -> bool:
        """Tell whether a step is through."""
        return (self.folder / name).exists()

    def each_weighed(
        self, name: str, files: Iterable[Path], weigh: Callable[[Path], Iterable[WeighedPair]], progress: Progress
    ) -> list[Path]:
        """Write for each file what ``weigh`` makes of it; return these files."""
        sources, made = list(files), []
        (self.folder / name).mkdir(exist_ok=True)
        for number, source in enumerate(sources, 1):
            made.append(self.folder / name / source.name)
            if not made[-1].exists():
                unfinished = made[-1].with_suffix(".unfinished")
                write_pairs(weigh(source), unfinished)
                unfinished.rename(made[-1])
            progress(f"weighing: {name}", number, len(sources))
        return made


def table_of_files(files: Iterable[Path]) -> str:
    """Return files as DuckDB takes them for a table; of none it is an empty table of pairs."""
    quoted = [text_of(file) for file in files]
    if not quoted:
        columns = ", ".join(f"NULL::{'DOUBLE' if field.type == pa.float64() else 'VARCHAR'} AS {field.name}"
                            for field in _SCHEMA)  # fmt: skip
        return f"(SELECT {columns} LIMIT 0)"
    return f"read_parquet([{', '.join(quoted)}])"


def text_of(path: Path) -> str:
    """Return a path as DuckDB takes a text."""
    return "'" + str(path).replace("'", "''") + "'"


def write_pairs(pairs: Iterable[WeighedPair], path: Path) -> None:
    """Write pairs into a file, however many."""
    rows = iter(pairs)
    with pq.ParquetWriter(path, _SCHEMA) as writer:
        while some := list(islice(rows, _WRITTEN)):
            columns = zip(*some, strict=True)
            writer.write_table(pa.table([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], _SCHEMA))


def read_pairs(file: Path, at_once: int = _FETCHED) -> Iterator[list[WeighedPair]]:
    """Yield the pairs of a file, so many at a time."""
    for batch in pq.ParquetFile(file).iter_batches(at_once):
        columns = [column.to_pylist() for column in batch.columns]
        yield [WeighedPair(*row) for row in zip(*columns, strict=True)]
