"""In which forms a written name is read: as one is called where a clerk declined it, and with the surname marked."""

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from records.names.maiden_names import NameText, head_of, read_name_text
from records.names.name_order import arrangements
from records.names.name_parts import without_titles
from records.names.oblique_cases import read_oblique

# "Issued to citizen ...": no part of the name, nor a title that someone bore.
_GIVEN_TO = re.compile(
    r"^(?:(?:выдан[оаы]?|дан[оаы]?|видан[оа]?|wydan[oey]|dan[oe]|для|dla)[\s:]+"
    r"|(?:гр|гражд|ob|obyw)\.\s*|(?:гр-[а-я]{1,3}|гражданк[аеиу]|гражданин[уа]?|obywatel\w*)[\s:]+)+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A name in its parts, in the letters of the page; ``why`` is a code of WHY, empty for the words as they stand."""

    text: str
    parts: NameText
    why: str = ""


def written_forms(text: str, surnames: Set[str] = frozenset()) -> list[WrittenForm]:
    """Return the forms of a name, the likeliest first: never none."""
    head, rest = head_of(_GIVEN_TO.sub("", text))
    titles, words = without_titles(head.replace(",", " , "))
    named = [word for word in words if word != ","]
    oblique = read_oblique(named)
    if oblique is None:
        return _arranged(head, rest, surnames)
    called = iter(oblique.words)
    turned = " ".join([titles, *(word if word == "," else next(called) for word in words)]).replace(" ,", ",").strip()
    first = replace(_arranged(turned, rest, surnames)[0], why=oblique.case)
    if not oblique.sure:
        return [*_arranged(head, rest, surnames)[:1], first]
    return [first, _as_they_stand(first, dict(zip(oblique.words, named, strict=True)))]


def _arranged(head: str, rest: str, surnames: Set[str]) -> list[WrittenForm]:
    ways = [head] if "," in head else arrangements(head, surnames)
    texts = [f"{way} {rest}".strip() for way in ways]
    return [WrittenForm(text, read_name_text(text), "order" if number else "") for number, text in enumerate(texts)]


def _as_they_stand(form: WrittenForm, written: dict[str, str]) -> WrittenForm:
    """Put the words of the page back into the parts that they were found to be."""

    def back(part: str) -> str:
        return " ".join(written.get(word, word) for word in part.split())

    parts = form.parts
    parts = replace(parts, given=back(parts.given), patronymic=back(parts.patronymic), surname=back(parts.surname))
    return WrittenForm(form.text, parts)
