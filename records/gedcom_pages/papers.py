"""The papers that name a person: cited where they belong, and their number as an IDNO.

A release certificate (udostoverenie) is a source record, is cited by the release with all that it says, and stands as
an IDNO, in the profiles for others, for programs that show numbers only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.picture_crop import Crop, crop_of
from records.gedcom_pages.attributes import details_in_words
from records.gedcom_pages.record_text import RecordText, language_tag

Row = Mapping[str, Any]
UDOSTOVERENIE = "udostoverenie"
PHOTOGRAPH = "photograph"
# Kinds of document whose number is the holder's own: the field it stands in, and the TYPE of its IDNO.
_NUMBERS_OF_HOLDERS = {
    UDOSTOVERENIE: ("number", DOCUMENT_KINDS[UDOSTOVERENIE].gedcom_title),
    "army_record": ("army_number", "Military service number"),
    "polish_passport": ("number", "Polish passport"),
    "naturalisation": ("certificate", "Naturalisation certificate"),
}
_QUALITY = {"sure": "3", "probable": "2", "uncertain": "1"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as far as it concerns one person it names."""

    document: str
    kind: str
    role: str
    row: str
    as_written: str
    certainty: str
    language: str = ""
    number: str = ""
    agency: str = ""
    place: str | None = None
    place_as_written: str = ""
    date: Row | None = None
    images: tuple[str, ...] = field(default=())
    # The pointer of the picture on which the person stands, where on it, and what is noted beside.
    picture: str = ""
    crop: Crop = field(default=Crop())
    note: str = ""

    @property
    def gives_number(self) -> bool:
        """Return whether the number of the paper is this person's own."""
        return bool(self.number) and self.role == "holder"


def papers_of(document_id: str, body: Row) -> list[tuple[str, Paper]]:
    """Return (person id, paper) for everyone whom a document's page takes its names to be."""
    fields = body.get("fields") or {}
    number = str(fields.get(_NUMBERS_OF_HOLDERS.get(body["kind"], ("number", ""))[0]) or "")
    agency = fields.get("issuing_organ") or fields.get("issued_by") or ""
    images = tuple(image_xref(document_id, number) for number in range(1, len(body.get("images", ())) + 1))
    return [
        (
            person["person"],
            Paper(
                document_id,
                body["kind"],
                mention["role"],
                mention["row"],
                mention["as_written"],
                person["certainty"],
                language_tag(body.get("language", "")),
                number,
                str(agency),
                body["place"],
                body.get("place_as_written", ""),
                body["date"],
                images,
                _picture(mention, images),
                crop_of(mention),
                mention["note"],
            ),
        )
        for mention in body["mentions"]
        for person in mention["people"]
    ]


def _picture(mention: Row, images: Sequence[str]) -> str:
    """Return the pointer of the picture on which a name stands; of a withheld paper there is none."""
    number = mention.get("image") or 0
    return images[number - 1] if 0 < number <= len(images) else ""


def image_xref(document_id: str, number: int) -> str:
    """Return the pointer of a picture of a document, counted from 1."""
    return f"@O{document_id.upper()}{number}@"


def add_papers(out: RecordText, papers: Sequence[Paper], known_numbers: set[str]) -> None:
    """Write that documents name this person; ``known_numbers`` stand among the events already."""
    for paper in papers:
        if paper.gives_number and paper.kind in _NUMBERS_OF_HOLDERS and paper.number not in known_numbers:
            out.repeatable = True
            if out.profile.repeats_for_others:
                _add_number(out, paper)
    for paper in papers:
        out.pointer(1, "SOUR", out.xref("D", paper.document))
        out.text(2, "PAGE", f"row {paper.row}" if paper.row else "")
        out.lines.append("2 DATA")
        out.text(3, "TEXT", paper.as_written)
        if out.seven and paper.language:
            out.lines.append(f"4 LANG {paper.language}")
        out.lines.append(f"2 QUAY {_QUALITY.get(paper.certainty, '1')}")


def add_pictures(out: RecordText, papers: Sequence[Paper]) -> None:
    """Write on which pictures the person stands and where on them; 5.5.1 has words for the first alone."""
    told = set()
    for paper in papers:
        if not paper.picture:
            continue
        crop, title = paper.crop, paper.note if paper.kind == PHOTOGRAPH else ""
        if not out.seven:
            out.losses["crops"] += bool(crop)
            crop, title = Crop(), ""
        if (paper.picture, crop, title) in told:
            continue
        told.add((paper.picture, crop, title))
        out.pointer(1, "OBJE", paper.picture)
        if crop:
            sides = (("TOP", crop.top), ("LEFT", crop.left), ("HEIGHT", crop.height), ("WIDTH", crop.width))
            out.lines += ["2 CROP", *(f"3 {tag} {value}" for tag, value in sides if value is not None)]
        out.text(2, "TITL", title)


def cite_paper(out: RecordText, level: int, paper: Paper) -> None:
    """Cite a paper under an event with everything it says: programs that drop an IDNO keep this."""
    out.pointer(level, "SOUR", out.xref("D", paper.document))
    out.text(level + 1, "PAGE", paper.number)
    out.lines.append(f"{level + 1} DATA")
    date_words = out.date(level + 2, paper.date)
    out.text(level + 2, "TEXT", paper.as_written)
    if out.seven and paper.language:
        out.lines.append(f"{level + 3} LANG {paper.language}")
    out.lines.append(f"{level + 1} QUAY {_QUALITY.get(paper.certainty, '1')}")
    for image in paper.images:
        out.pointer(level + 1, "OBJE", image)
    out.date_note(level + 1, date_words)
    out.mark_repeated(level)


def _add_number(out: RecordText, paper: Paper) -> None:
    kind = _NUMBERS_OF_HOLDERS[paper.kind][1]
    out.text(1, "IDNO", paper.number)
    out.text(2, "TYPE", kind)
    out.date(2, paper.date)
    out.place(2, paper.place, paper.place_as_written, of_attribute=True)
    out.text(2, "AGNC", paper.agency)
    out.repeat(2, "NOTE", details_in_words(out, kind, paper.date, paper.place, paper.place_as_written, paper.agency))
    out.pointer(2, "SOUR", out.xref("D", paper.document))
    out.text(3, "PAGE", paper.number)
    out.mark_repeated(1)
