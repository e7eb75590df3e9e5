"""What every export of a whole edition says of itself: which edition, of what day, for whom, under which rights."""

from dataclasses import dataclass
from datetime import date

from records.edition.connection import EditionConnection
from records.edition.counting import Names, all_names, counts
from records.edition.queries import info

GEONAMES = "https://www.geonames.org/"
_FOR_WHOM = {
    "public": "The public edition: what everybody may see. It holds no one who may be living.",
    "archive": "The complete archive, drafts and living people included. It must not leave the house.",
}
_RIGHTS = (
    "The rights in a document or source are named in its own row. Coordinates: GeoNames (https://www.geonames.org/), "
    "CC BY 4.0. What is marked unverified rests on general knowledge: do not pass it on as a finding. Name the source "
    "of each statement, keep no copies for long, and ask again: records are corrected and withdrawn."
)


@dataclass(frozen=True, slots=True)
class EditionNotes:
    """The title, audience, name of the edition, day of the edition, rights, and counted people of an export."""

    title: str
    audience: str
    for_whom: str
    edition: str
    day: date
    rights: str
    counted: str

    def rows(self) -> list[tuple[str, str]]:
        """Return the notes as (what, words)."""
        return [
            ("title", self.title),
            ("audience", self.audience),
            ("for whom", self.for_whom),
            ("edition", self.edition),
            ("day of the edition", self.day.isoformat()),
            ("rights", self.rights),
            ("people and records", self.counted),
        ]


def _counted(people: int, names: Names) -> str:
    return (
        f"People: {people}, each counted once. Records: {names.all}, each a name on a document. With "
        f"{names.unidentified} of these names nobody is identified: they are of an unknown number of people, who are "
        "not among the people. Records and people are not to be added up."
    )


def edition_notes(connection: EditionConnection) -> EditionNotes:
    """Return the notes of this edition. No clock is asked: the files of one edition are equal."""
    told = info(connection)
    audience = told.get("audience", "public")
    return EditionNotes(
        title=f"Kresy Families, {audience} edition",
        audience=audience,
        for_whom=_FOR_WHOM[audience],
        edition=told.get("built", ""),
        day=date.fromisoformat(told["day"]),
        rights=_RIGHTS,
        counted=_counted(counts(connection).get("person", 0), all_names(connection)),
    )
