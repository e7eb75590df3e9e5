"""What the tests of CSV, JSON-LD and SQLite share: exports of the demonstration in both editions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from records.edition.rebuilding import rebuild
from records.exporting.data_export import export_data
from records.exporting.requests import ExportReport
from tests.conftest import TODAY

CANARIES = ("Kanarkowa", "Szkicomir", "Niewydany", "Cofnięta", "Nieznajomir", "Hidden-Nieustalony")


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@pytest.fixture
def exported(demo_edition: str, tmp_path: Path) -> Callable[..., Path]:
    """A function (format, audience) that exports the demonstration; the complete edition is built when needed."""

    def export(data_format: str, audience: str = "public", name: str = "export") -> Path:
        if audience == "archive":
            rebuild("archive", TODAY)
        path = tmp_path / f"{name}-{audience}"
        report: ExportReport = export_data(data_format, audience, path, quiet)
        assert report.bytes == path.stat().st_size
        return path

    return export
