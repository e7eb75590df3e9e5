"""Scans and photographs of 5.5.1 in 7.0: each a record of its own, its file with an address and a media type."""

from collections.abc import Callable

from records.gedcom.structure import Structure
from records.gedcom.upgrading_values import file_of_seven, media_type_of_seven
from records.gedcom.validating import payloads

# The tags above a structure as they stood in 5.5.1, the record's first.
Path = tuple[str, ...]
# Takes what stood inside a record and is a record of its own in 7.0; returns the pointer to it.
TakeRecord = Callable[[Structure], str]


def upgrade_media(media: Structure, path: Path, take: TakeRecord) -> None:
    """Make a record of a file that is told inside another record, and leave a pointer to it there."""
    if media.is_pointer:
        return
    _gather_files(media)
    if path and media.first("FILE") and all(file_of_seven(file.value) for file in media.all("FILE")):
        record = Structure("OBJE", "", "", media.children, media.line)
        if media.value:
            record.children.append(Structure("NOTE", media.value))
        media.children, media.value, media.is_text = [], take(record), False


def _gather_files(media: Structure) -> None:
    """Put the format and the title, which stand beside the file in 5.5, and each format below its file."""
    files = media.all("FILE")
    beside = [child for child in media.children if child.tag in ("FORM", "TITL")]
    if not files:
        return
    for child in beside:
        if files[0].first(child.tag) is None:
            media.children.remove(child)
            files[0].children.append(child)


def upgrade_file(file: Structure, path: Path) -> None:
    """Write the name of a file as an address and its format as a media type."""
    if path[-1:] != ("OBJE",):
        return
    form = file.first("FORM")
    ending = media_type_of_seven(file.value.rpartition(".")[2]) if "." in file.value else ""
    if form is None:
        form = file.add("FORM", ending or "application/octet-stream")
    elif payloads.media_type(form.value):
        words, form.value = form.value, media_type_of_seven(form.value)
        if not form.value:
            form.value = ending or "application/octet-stream"
            if words:
                form.children.insert(0, Structure("_FORM", words))
    for kind in form.all("TYPE"):
        kind.tag = "MEDI"
    file.value = file_of_seven(file.value) or file.value
