"""Exporting a whole edition in another format than GEDCOM: the file appears complete or not at all."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from records.edition.connection import EditionConnection, edition_url, snapshot
from records.edition.fragments import pictures
from records.exporting.csv_export import write_csv
from records.exporting.edition_file import write_edition_file
from records.exporting.json_ld import write_json_ld
from records.exporting.losses import Loss, LossReport
from records.exporting.plain_rows import Progress
from records.exporting.requests import AUDIENCES, ExportRefused, ExportReport
from records.exporting.whole_file import complete_or_nothing

Write = Callable[[EditionConnection, Path, Progress], ExportReport]
_PICTURES = "pictures: the file names them by their checksums and does not hold them"
DATA_FORMATS: dict[str, Write] = {"csv": write_csv, "json-ld": write_json_ld, "sqlite": write_edition_file}


def export_data(data_format: str, audience: str, path: Path, progress: Progress) -> ExportReport:
    """Write the edition of this audience to a file.

    Raises ExportRefused for a format or audience that is none of ours, EditionMissing, and OSError.
    """
    if data_format not in DATA_FORMATS or audience not in AUDIENCES:
        raise ExportRefused(f"{data_format}, {audience}: there is no such format or audience.")
    with complete_or_nothing(path) as unfinished:
        with snapshot(edition_url(audience)) as connection:
            report = DATA_FORMATS[data_format](connection, unfinished, progress)
        with unfinished.open("rb") as stream:
            report.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            report.bytes = unfinished.stat().st_size
    return report


def data_losses(audience: str) -> LossReport:
    """Return what the formats beside GEDCOM leave out: the pictures themselves."""
    with snapshot(edition_url(audience)) as connection:
        left = sum(1 for _picture in pictures(connection, None))
    return LossReport([Loss(_PICTURES, left)] if left else [])
