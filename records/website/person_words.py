"""People in lists and sentences: the name as recorded, its reading in Latin letters, the span of life."""

from dataclasses import dataclass

from records.edition.queries import Card
from records.names.folding import script_of
from records.names.transliteration import to_polish_letters
from records.website.date_words import payload_words
from records.website.language_words import Spoken, guessed, spoken
from records.website.reader_language import gettext as _


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A person in a list; ``reading`` is given only where the name is not in Latin letters."""

    id: str
    name: Spoken
    reading: Spoken
    life: str
    other_names: list[Spoken]
    invented: bool = False


def person_words(person_id: str, card: Card) -> PersonWords:
    """Word a person from its card."""
    return PersonWords(
        person_id,
        guessed(card["name"] or _("name not recorded")),
        spoken(card["reading"], "pl"),
        life_words(card),
        [guessed(name) for name in card["other_names"]],
        card["invented"],
    )


def life_words(card: Card) -> str:
    """Say when a person was born and died, as far as known; rival dates stand side by side."""
    born, died = payload_words(card["born"]), payload_words(card["died"])
    parts = []
    if born:
        parts.append(_("born %(date)s") % {"date": born})
    if died:
        parts.append(_("died %(date)s") % {"date": died})
    return ", ".join(parts)


def reading_of(written: str) -> Spoken:
    """Return the Latin reading of a name in Cyrillic letters; empty for other letters."""
    return spoken(to_polish_letters(written), "pl") if script_of(written) == "Cyrl" else Spoken("")
