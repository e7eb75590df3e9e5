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
    head, rest = _with_surname(*head_of(_GIVEN_TO.sub("", text)))
    titles, words = without_titles(head.replace(",", " , "))
    # Titles that follow a name stand before it from here on.
    head = " ".join([titles, *words]).replace(" ,", ",").strip()
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


def _with_surname(head: str, rest: str) -> tuple[str, str]:
    """Put the surname beside the given name where something stands between: "Annie z Kowalskich Nowakowej"."""
    if not rest:
        return head, rest
    read = read_name_text(f"{head} {rest}")
    later = rest.split()
    surname = read.surname.split()
    if not surname or not read.given or any(word in head.split() or word not in later for word in surname):
        return head, rest
    given = [word for word in read.given.split() if not head and word in later]
    for word in (*surname, *given):
        later.remove(word)
    return " ".join([*(given or [head]), *surname]), " ".join(later)


def _arranged(head: str, rest: str, surnames: Set[str]) -> list[WrittenForm]:
    titles, words = without_titles(head)
    name = " ".join(words)
    ways = [name] if "," in name else arrangements(name, surnames)
    texts = [f"{way} {rest}".strip() for way in ways]
    # A title is kept apart: behind it "s. Nowak, Maria" would be the child of a Nowak.
    return [
        WrittenForm(f"{titles} {text}".strip(), replace(read_name_text(text), prefix=titles), "order" * bool(number))
        for number, text in enumerate(texts)
    ]


def _as_they_stand(form: WrittenForm, written: dict[str, str]) -> WrittenForm:
    """Put the words of the page back into the parts that they were found to be."""

    def back(part: str) -> str:
        return " ".join(written.get(word, word) for word in part.split())

    parts = form.parts
    parts = replace(parts, given=back(parts.given), patronymic=back(parts.patronymic), surname=back(parts.surname))
    return WrittenForm(form.text, parts)
