"""What a structure of an imported file says, as the rows of the archive hold it: dates, restrictions, words, notes.

The readers of the importing room made the rows; here it is told whether a row still says what they found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from records.dates.historical_date import EMPTY
from records.dates.reading import read_date
from records.gedcom.dates import read_gedcom_date
from records.gedcom_pages.source_record import Part

Row = Mapping[str, Any]
_LONGEST_DATE_TEXT, _LONGEST_DATE_VALUE = 200, 120


def plain(words: str) -> str:
    """Return words without what forms and files add to the blanks between them."""
    return " ".join(words.split())


def says_words(part: Part | None, now: str, most: int) -> bool:
    """Say whether the payload of a structure is still what its column holds, which has room for ``most`` letters."""
    return plain((part.value if part is not None else "")[:most]) == plain(now)


def says_date(part: Part | None, now: Row | None) -> bool:
    """Say whether a DATE still says what the columns of a date hold."""
    said = _columns(part.value, part.structure.text("PHRASE")) if part is not None else ("", "")
    held = (now["text"], now["value"]) if now else ("", "")
    return said == held or _as_saved(*said) == _as_saved(*held)


def _columns(payload: str, phrase: str) -> tuple[str, str]:
    date = read_gedcom_date(payload, phrase)
    return date.text[:_LONGEST_DATE_TEXT], date.value[:_LONGEST_DATE_VALUE]


def _as_saved(text: str, value: str) -> tuple[str, str]:
    """Return what a form makes of these columns: words without a reading are read when they are saved."""
    if not text and not value:
        return EMPTY.text, EMPTY.value
    date = read_gedcom_date(value, text) if value else read_date(text)
    words = "" if date.text.casefold() == date.value.casefold() else date.text
    return words[:_LONGEST_DATE_TEXT], date.value[:_LONGEST_DATE_VALUE]


def age_of(part: Part | None) -> str:
    """Return the age, or its words where it has no figures."""
    return (part.value.strip() or part.structure.text("PHRASE")) if part is not None else ""


def is_confidential(restriction: str) -> bool:
    """Say whether a RESN makes confidential."""
    return any(_hides(word) for word in _restrictions(restriction))


def restricted(restriction: str, confidential: bool, *, seven: bool) -> str:
    """Return the words of a RESN that makes confidential or not, with whatever else it restricts."""
    words = [word for word in _restrictions(restriction) if not _hides(word)]
    if confidential:
        words.insert(0, "CONFIDENTIAL" if seven else "confidential")
    return ", ".join(words)


def _restrictions(restriction: str) -> list[str]:
    return restriction.replace(",", " ").split()


def _hides(word: str) -> bool:
    return any(part in word.casefold() for part in ("confidential", "privacy"))


def notes_now(said: Sequence[str], now: str) -> list[tuple[int | None, str | None]]:
    """Return what becomes of several notes that our one text was made of, in the order of the text.

    Each step is (number of the note, None) for one that stays, (number, words) for one that says something else or,
    with "", nothing any more, and (None, words) for a new one.
    """
    paragraphs = _paragraphs(now)
    steps: list[tuple[int | None, str | None]] = []
    waiting: list[int] = []
    done = 0
    for number, words in enumerate(said):
        wanted = [plain(paragraph) for paragraph in _paragraphs(words)]
        at = _find(wanted, paragraphs, done)
        if at is None:
            waiting.append(number)
            continue
        steps += _between(waiting, paragraphs[done:at])
        steps.append((number, None))
        waiting, done = [], at + len(wanted)
    return steps + _between(waiting, paragraphs[done:])


def _between(waiting: list[int], paragraphs: list[str]) -> list[tuple[int | None, str | None]]:
    """Share the paragraphs between two notes that stay out among those that do not."""
    if not waiting:
        return [(None, "\n\n".join(paragraphs))] if paragraphs else []
    if len(waiting) == len(paragraphs):
        return list(zip(waiting, paragraphs, strict=True))
    first, *others = waiting
    return [(first, "\n\n".join(paragraphs)), *((number, "") for number in others)]


def _paragraphs(words: str) -> list[str]:
    return [paragraph for paragraph in words.replace("\r\n", "\n").split("\n\n") if paragraph.strip()]


def _find(wanted: list[str], paragraphs: list[str], start: int) -> int | None:
    """Return where these paragraphs stand one after another; None where they do not, or there are none."""
    for at in range(start, len(paragraphs) - len(wanted) + 1):
        if wanted and [plain(paragraph) for paragraph in paragraphs[at : at + len(wanted)]] == wanted:
            return at
    return None
