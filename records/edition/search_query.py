"""Understanding what a reader typed: "Shimansky Yan, father Anton, about 1912, near Lvov"."""

import re
from dataclasses import dataclass, field
from typing import Any

from records.edition.nominatives import nominative
from records.edition.query_reader import QueryParts, read_parts
from records.edition.query_tokens import read_tokens
from records.edition.query_words import codes_of, stage_at
from records.edition.query_years import YEARS_AROUND, YearsNamed, years_named
from records.journeys.stages import PHASES, STAGES
from records.names.given_name_table import given_name_table, sets_of_form
from records.names.patronymics import fathers_of_patronymic

# A Russian, Ukrainian or Belarusian father's name: as a rule it is no surname when another word may be one.
_PATRONYMIC_ENDINGS = (
    "ович", "евич", "йович", "овна", "евна", "івна", "ївна", "овіч", "евіч", "аўна", "инична", "ична",
    "ovich", "evich", "ovna", "evna", "owna", "ewna", "iwna",
)  # fmt: skip
# Letters left open: Szym?ński, Szyma*, Szym[?]ński.
_OPEN_LETTERS = re.compile(r"[?*\[]")


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """What is sought: words of any part of the name, and what is known beside it.

    ``words`` are those of which it is not said what they are; ``alone`` those of them that stand alone after a comma,
    so that they may be a place. ``pattern`` is a surname with letters left open. ``years`` are the first and the last
    year of birth that fit in full; without them it is ``year`` alone, and ``years_around`` is how far off it may be.
    """

    words: tuple[str, ...] = ()
    father: str = ""
    mother: str = ""
    spouse: str = ""
    places: tuple[str, ...] = ()
    year: int | None = None
    text: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    surname: str = ""
    given: str = ""
    maiden: str = ""
    mother_maiden: str = ""
    years_around: int = YEARS_AROUND
    number: str = ""
    stages: tuple[str, ...] = ()
    pattern: str = ""
    alone: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    @property
    def born(self) -> tuple[int, int] | None:
        """The first and the last year of birth that fit in full."""
        return self.years or (None if self.year is None else (self.year, self.year))

    @property
    def years_beside(self) -> int:
        """How many years before the first and after the last year still fit, though less."""
        return self.years_around if self.years is None or self.years[0] == self.years[1] else YEARS_AROUND

    @property
    def born_at_most(self) -> tuple[int, int] | None:
        """The years that are looked through where no name is known: a span as it was said, a year with those beside."""
        if self.born is None or self.born[0] != self.born[1]:
            return self.born
        return self.born[0] - self.years_beside, self.born[1] + self.years_beside

    @property
    def has_relatives(self) -> bool:
        """Tell whether anything is sought of parents or partners."""
        return any((self.father, self.mother, self.spouse, self.mother_maiden))

    @property
    def has_names(self) -> bool:
        """Tell whether any name is sought, of the person or of relatives."""
        return self.has_relatives or any((self.words, self.surname, self.given, self.maiden, self.pattern))

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not (self.has_names or self.places or self.born or self.facets or self.number or self.stages)


def read_query(
    text: str,
    *,
    father: str = "",
    place: str = "",
    year: str = "",
    facets: dict[str, str] | None = None,
    surname: str = "",
    given: str = "",
    maiden: str = "",
    mother: str = "",
    mother_maiden: str = "",
    spouse: str = "",
    born: str = "",
    number: str = "",
    stage: str = "",
) -> PersonQuery:
    """Read a query; the fields of the form, where filled in, outrank what the text says. Never fails.

    ``born`` and ``year`` take a year or any date, with ± if wanted; ``stage`` a code of stages.py, a phase, or words.
    """
    parts = read_parts(text)
    words, patronymic = _without_patronymic(parts)
    years = years_named(born.strip() or year.strip()) or parts.years
    pattern = next((field.strip() for field in (surname, maiden) if _OPEN_LETTERS.search(field)), "")
    surname, maiden = ("" if field.strip() == pattern else field for field in (surname, maiden))
    return PersonQuery(
        words=tuple(words),
        alone=tuple(word for word in parts.alone if word in words),
        surname=surname.strip() or parts.surname,
        given=given.strip() or parts.given,
        maiden=maiden.strip() or parts.maiden,
        father=_called(father, "male") or parts.father or patronymic,
        mother=_called(mother, "female") or parts.mother,
        mother_maiden=mother_maiden.strip()[:60] or parts.mother_maiden,
        spouse=_called(spouse, "") or parts.spouse,
        places=_places(place, parts),
        **_years(years),
        number=number.strip()[:60] or parts.number,
        stages=_stages(stage.strip()) or tuple(parts.stages),
        pattern=pattern[:60] or parts.pattern,
        text=text.strip(),
        facets=dict(facets or {}),
    )


def _years(years: YearsNamed | None) -> dict[str, Any]:
    return {"year": years.year, "years_around": years.around, "years": (years.first, years.last)} if years else {}


def _called(name: str, sex: str) -> str:
    """Return a relative's name as one is called, also where a genitive or a patronymic was typed."""
    words = name.split()[:3]
    called = [nominative(word, sex) for word in words]
    if sex == "male" and len(words) == 1 and called == words and not sets_of_form(words[0]):
        return _fathers_in(words[0]) or words[0]
    return " ".join(called)


def _fathers_in(patronymic: str) -> str:
    names = (given_name_table()[key].polish for key in sorted(fathers_of_patronymic(patronymic))[:3])
    return " ".join(names)


def _places(place: str, parts: QueryParts) -> tuple[str, ...]:
    """The field's places first; a place typed there replaces those of the text."""
    typed = [" ".join(piece.split()) for piece in place[:200].replace(";", ",").split(",") if piece.strip()]
    return tuple(typed or parts.places)


def _stages(stage: str) -> tuple[str, ...]:
    if not stage:
        return ()
    if stage.upper() in STAGES:
        return (stage.upper(),)
    if stage.lower() in PHASES:
        return tuple(codes_of(f"phase:{stage.lower()}").split(";"))
    tokens = read_tokens(stage)
    named = (stage_at(tokens, place) for place in range(len(tokens)))
    return next((one.codes for one in named if one), ())


def _without_patronymic(parts: QueryParts) -> tuple[list[str], str]:
    """Take the father's name out of the words where a patronymic stands beside a given name and another word."""
    words = parts.words
    for word in words[1:]:
        others = [other for other in words if other != word]
        fathers = _fathers_in(word) if word.lower().endswith(_PATRONYMIC_ENDINGS) else ""
        has_surname = parts.surname or parts.pattern or any(not sets_of_form(other) for other in others)
        if fathers and has_surname and len(others) + bool(parts.surname) + bool(parts.pattern) > 1:
            return others, fathers
    return words, ""
