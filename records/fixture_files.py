"""Where the reference data lies: beside the checkout's rooms, or inside the installed package."""

import csv
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def fixture_path(*parts: str) -> Path:
    """Return the path of a reference file, such as ("reference", "stages.csv")."""
    beside = _HERE.parent / "fixtures"
    root = beside if (beside / "reference").is_dir() else _HERE / "fixtures"
    return root.joinpath(*parts)


def fixture_rows(*parts: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a reference CSV file as dictionaries of stripped strings."""
    with fixture_path(*parts).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {key: (value or "").strip() for key, value in row.items()}
