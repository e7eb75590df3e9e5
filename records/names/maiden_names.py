"""Reading a whole name as people write it: née, z domu, primo voto, vel, the father's name, titles, capitals.

Every part comes back as it is written. Nothing is dropped: what has no place of its own is a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from records.names.name_parts import PARTICLES, NameParts, divide_name, is_given_name
from records.names.oblique_given_names import given_name_cases

_MAIDEN = (
    r"z\s+domu|z\.?\s*d\.|zd\.|z/d|z\s+rodu|dom\.|n[ée]e\b|née\b|geb\.|geborene[nr]?\b|ur\.(?=\s*[^\W\d_])|"
    r"urodzona\b|de\s+domo|урожд\.|урожд[её]нн?ая|урожденн?ая|рожд\.|уродж\.|уроджена|з\s+дому|born\b|nata\b|"
    r"maiden name:?"
)
_EARLIER = (
    r"(?:primo|1[-\s]?mo|1[-\s]?o|1\s*°|1\s*\.|1|i|prim\.|1-ro|po\s+pierwszym\s+mężu|1st)\s*(?:voto|v\.|vo\b|v\b)|"
    r"p\.\s*v\.|po\s+pierwszym\s+mężu|по\s+первому\s+мужу|widow\s+of"
)
_LATER = (
    r"(?:secundo|2[-\s]?do|2[-\s]?o|2\s*°|2\s*\.|2|ii|sec\.)\s*(?:voto|v\.|vo\b|v\b)|s\.\s*v\.|по\s+второму\s+мужу|"
    r"(?:tertio|3[-\s]?tio|3\s*°|3\s*\.|3|iii)\s*(?:voto|v\.|v\b)|po\s+drugim\s+mężu"
)
_MARRIED = r"zam\.|zamężna\b|po\s+mężu\b|мужа\b|по\s+мужу\b|замужем\b|verh\.|verheiratete?\b|married name:?|married\b"
_ALIAS = (
    r"vel\b|v\.(?=\s*[^\W\d_])|alias\b|recte\b|ps\.|pseud\.|pseudonim:?|zwan[ya]\b|zw\.|czyli\b|inaczej\b|przydomek\b|przezw\.|"
    r"genannt\b|dit\b|a\.?k\.?a\.?(?=\s)|он\s+же|он-же|она\s+же|він\s+же"
)
_FATHER = (
    r"(?:syn|córka|corka|сын|син|дочь|дочка|son\s+of|daughter\s+of|filius|filia)\s+(?=\S)|"
    r"(?<![^\W\d_])[scсд]\.\s*(?=[^\W\d_]{3})|imię\s+ojca:?\s*|ojciec:?\s+|отец:?\s+"
)
_KINDS = (
    ("maiden", _MAIDEN), ("later", _LATER), ("earlier", _EARLIER), ("married", _MARRIED), ("father", _FATHER),
    ("alias", _ALIAS),
)  # fmt: skip
_MARKER = re.compile(
    r"(?<![^\W_])(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS) + ")", re.IGNORECASE
)
_FROM_FAMILY = re.compile(r"(?<![^\W_])z[e]?\s+(?P<family>[^\W\d_]+(?:ów|skich|ckich|dzkich))(?![^\W_])", re.IGNORECASE)
# "c. Jana i Anny z d. Nowak": that is the mother's maiden name.
_OF_MOTHER = re.compile(
    r"(?:syn|córka|corka|сын|син|дочь|дочка|(?<![^\W\d_])[scсд]\.)\s*\S+\s+(?:i|и|і|and|und|et)\s+\S+\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"„“”«‚]\s*([^\"„“”«»]+?)\s*[\"„“”»]")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_REMARK = re.compile(
    r"(?:\b(?:ur|zm|b|род|р)\.\s*)?\b(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}(?:\s*[-–/]\s*\d{2,4})?)\b(?:\s*r\.)?|"
    r"\b(?:jun|sen|jr|sr)\b\.?|\b(?:junior|senior|starszy|młodszy)\b|\bN\.?\s?N\.?(?![^\W_])|(?<!\[)\?(?![\]\w])|"
    r"\bwdowa(?:\s+po\s+\S+)?|\bpanna\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[\"„“”«»‚();:\d]|(?<!\S)\?(?!\S)")
# "mała Krysia": words that tell somebody from others, and no part of the name; a surname has a capital letter.
_TELLING_APART = re.compile(
    r"(?<![^\W_])(?:mał[aye]|malutk[ai]|maleńk[ai]|młod[ay]|młodsz[ay]|star[ay]|starsz[ay]|duż[ay]|biedn[ay]"
    r"|маленьк(?:ая|ий)|мал(?:ая|ый|енька|енький)|стар(?:ая|ый)|little|old|young|klein[er]?|die\s+kleine|der\s+kleine)"
    r"\s+(?=[^\W\d_])"
)
_LETTERS_LEFT_OPEN = re.compile(r"\[[^\[\]]*\]|\.\.\.|…")
_QUOTES = ' ()"„“”«»'
_EDGES = " ,;:.-–—()[]"


@dataclass(frozen=True, slots=True)
class NameText:
    """A written name in its parts, each as it is written; what is not there is empty."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    maiden: str = ""
    earlier_married: tuple[str, ...] = ()
    prefix: str = ""
    alias: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    maiden: list[str]
    voto: list[str]
    married: list[str]
    father: list[str]
    alias: list[str]
    rest: list[str]


def read_name_text(text: str) -> NameText:
    """Read a name in any of the usual ways of writing it; never fails.

    >>> read_name_text("Anna Kowalska z d. Nowak").maiden, read_name_text("SZYMAŃSKI Jan s. Antoniego").patronymic
    ('Nowak', 's. Antoniego')
    """
    remarks: list[str] = []
    aliases: list[str] = []
    text = " ".join(text.split())
    text = _QUOTED.sub(lambda match: _keep(aliases, match.group(1)), text)
    text = _BRACKETED.sub(lambda match: _bracket(remarks, match.group(1)), text)
    text = _REMARK.sub(lambda match: _keep(remarks, match.group()), text)
    text = _TELLING_APART.sub(lambda match: _keep(remarks, match.group()), text)
    found = _Found([], [], [], [], aliases, [])
    own = found.maiden
    text = _FROM_FAMILY.sub(
        lambda match: match.group() if _OF_MOTHER.search(text[: match.start()]) else _keep(own, match.group("family")),
        text,
    )
    head = _take_marked(text, found)
    return _assemble(head, found, remarks)


def head_of(text: str) -> tuple[str, str]:
    """Return the name itself and what follows it: a maiden name, the father's, a remark.

    >>> head_of("Kowalskiej Annie z d. Nowak"), head_of("Jan Kowalski ?")
    (('Kowalskiej Annie', 'z d. Nowak'), ('Jan Kowalski', '?'))
    """
    told = _TELLING_APART.match(text)
    if told:
        head, rest = head_of(text[told.end() :])
        return head, f"{rest} ({told.group().strip()})".strip()
    found = [*_markers(text)[:1], *(one for pattern in (_NO_NAME, _FROM_FAMILY) if (one := pattern.search(text)))]
    end = min((one.start() for one in found), default=len(text))
    return text[:end].strip(), text[end:].strip()


def _markers(text: str) -> list[re.Match[str]]:
    """Return the words that say what follows them; an initial or a sister's "s." that begins the name is none."""
    return [one for one in _MARKER.finditer(text) if text[: one.start()].strip() or not _begins_name(one, text)]


def _begins_name(marker: re.Match[str], text: str) -> bool:
    word = marker.group().strip()
    if len(word) != 2 or not word.endswith("."):
        return False
    cases = given_name_cases(text[marker.end() :].split()[0].strip(_EDGES))
    return word[0].isupper() or (word == "s." and ("nom", "F") in cases and ("gen", "M") not in cases)


def _keep(kept: list[str], text: str) -> str:
    if text.strip(_EDGES) or text.strip() == "?":
        kept.append(text.strip(" ,;"))
    return " "


def _bracket(remarks: list[str], inside: str) -> str:
    """A bracket that begins with a marker is part of the sentence; any other is a remark."""
    return f" {inside} " if _MARKER.match(inside.strip()) else _keep(remarks, inside)


def _take_marked(text: str, found: _Found) -> str:
    """Put what follows each marker into its list, and return what stands before the first."""
    matches = _markers(text)
    if not matches:
        return text
    for match, end in zip(matches, [*(later.start() for later in matches[1:]), len(text)], strict=True):
        value, after = _value(text[match.end() : end])
        kind = match.lastgroup or "alias"
        if kind == "maiden" and _OF_MOTHER.search(text[: match.start()]):
            found.rest.extend([f"{match.group().strip()} {value}", after])
        elif kind == "father":
            name, more = _first_word(value)
            marker = match.group().strip()
            found.father.append(name if marker.endswith(":") or "oj" in marker.lower() else f"{marker} {name}")
            found.rest.extend([more, after])
        else:
            kept = {"maiden": found.maiden, "married": found.married, "alias": found.alias}.get(kind, found.voto)
            kept.append(value)
            found.rest.append(after)
    return text[: matches[0].start()]


def _value(text: str) -> tuple[str, str]:
    """Divide what follows a marker at the first comma."""
    before, _, after = text.strip(" :;-").partition(",")
    return before.strip(_EDGES + "/"), after.strip(_EDGES)


def _first_word(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    # "s. Jana i Marii": the mother's name stays with the father's.
    mother = re.match(r"(?:i|и|і|and|und|et)\s+\S+", rest)
    return (f"{first} {mother.group()}", rest[mother.end() :].strip()) if mother else (first, rest.strip(_EDGES))


def _assemble(head: str, found: _Found, remarks: list[str]) -> NameText:
    parts = divide_name(head.strip(" ;:-–—,("))
    voto, rest = list(_filled(found.voto)), list(_filled(found.rest))
    surname, maiden = _surname_and_maiden(parts, found, voto, rest)
    given, fathers = parts.given, [parts.patronymic, *found.father]
    for more in rest:
        later = divide_name(more.strip(_QUOTES))
        if not given and later.given and not later.surname:
            given = later.given
            fathers.append(later.patronymic)
        elif not surname and more and not later.given:
            surname = more
        else:
            remarks.append(more)
    for several in (found.maiden, found.married, fathers):
        remarks += list(_filled(several))[1:]
    return NameText(
        given=given.strip(" ,;:-–—?"),
        patronymic=next(_filled(fathers), ""),
        surname=_without_edges(surname),
        maiden=maiden,
        earlier_married=tuple(voto),
        prefix=parts.prefix,
        alias=tuple(_filled(found.alias)),
        remarks=tuple(remarks),
    )


def _without_edges(surname: str) -> str:
    """Take off the signs around a surname; brackets and dots for letters that cannot be read belong to it."""
    return surname.strip(" ,;:-–—()" if _LETTERS_LEFT_OPEN.search(surname) else _EDGES)


def _surname_and_maiden(parts: NameParts, found: _Found, voto: list[str], rest: list[str]) -> tuple[str, str]:
    """Return the surname borne last and the maiden name; a surname taken from the marriages leaves their list."""
    surname, maiden = parts.surname, next(_filled(found.maiden), "")
    if not surname and not found.married:
        # "Anna z domu Nowak Kowalska"
        words = maiden.split()
        own = 2 if words and words[0].lower() in PARTICLES else 1
        maiden, surname = " ".join(words[:own]), " ".join(words[own:])
    elif not parts.given and " " in maiden and is_given_name(maiden.rpartition(" ")[2]):
        # "Kowalska z d. Nowak Anna"
        maiden, _, last = maiden.rpartition(" ")
        rest.insert(0, last)
    married = next(_filled(found.married), "")
    if married and surname and maiden:
        rest.append(surname)
    if married:
        return married, maiden or surname
    if not surname and voto:
        surname = voto.pop()
        earlier, _sign, last = surname.partition(" ")
        if last and earlier.lower() not in PARTICLES:
            # "Anna primo voto Nowak Kowalska"
            voto.append(earlier)
            surname = last
    return surname, maiden


def _filled(values: list[str]) -> Iterator[str]:
    return (value for value in values if value.strip())
