"""A date of a page in the reader's language, with the words of its source beside it where they differ."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from records.dates.historical_date import Calendar, Certainty, DatePart, HistoricalDate
from records.dates.iso import from_iso
from records.dates.value import parse_value
from records.dates.wording import LANGUAGES, word_date
from records.names.folding import script_of
from records.website.language_words import Spoken
from records.website.reader_language import page_language


@dataclass(frozen=True, slots=True)
class DateWords:
    """The date in words, what the source wrote (empty when that is the same), and the language of that."""

    words: str
    written: str = ""
    written_language: str = ""

    def __str__(self) -> str:
        return self.words

    @property
    def said(self) -> Spoken:
        """What the source wrote, with its language."""
        return Spoken(self.written, self.written_language)


def date_words(value: dict[str, Any] | None) -> DateWords | None:
    """Word a date of the edition, with the words of its source; return None when there is none."""
    if not value:
        return None
    date = parse_value(value["value"], value["text"])
    if value["certainty"] == Certainty.UNCERTAIN:
        date = replace(date, certainty=Certainty.UNCERTAIN)
    words = word_date(civil_first(date), page_language()) or value["text"]
    written = value["text"] if _bare(value["text"]) != _bare(words) else ""
    return DateWords(words, written, "ru" if written and script_of(written) == "Cyrl" else "")


def our_date_words(value: dict[str, Any] | None) -> DateWords | None:
    """Word a date that the archive itself has given, such as a stage's: its words matter only where they say more."""
    worded = date_words(value)
    if worded is None or not worded.written:
        return worded
    date = parse_value(value["value"]) if value else None
    same = date is not None and any(_bare(word_date(date, code)) == _bare(worded.written) for code in LANGUAGES)
    return DateWords(worded.words) if same else worded


def payload_words(payloads: str) -> str:
    """Word the date or the rival dates of a list entry ("JULIAN 2 APR 1897 / 14 MAY 1898")."""
    return _payload_words(payloads, page_language()) if payloads else ""


@lru_cache(maxsize=20_000)  # The rows of lists repeat their dates.
def _payload_words(payloads: str, language: str) -> str:
    dates = [civil_first(parse_value(payload)) for payload in payloads.split(" / ") if payload]
    return " / ".join(word_date(date, language) for date in dates)


def civil_first(date: HistoricalDate) -> HistoricalDate:
    """Give a Julian day in both calendars, as a source with two dates does: the civil (Gregorian) day comes first."""
    start, end = _in_both(date.start), _in_both(date.end)
    return date if start is date.start and end is date.end else replace(date, start=start, end=end)


def _in_both(part: DatePart | None) -> DatePart | None:
    julian = part is not None and part.calendar is Calendar.JULIAN and part.day and not part.bce
    return replace(part, calendar=Calendar.DUAL) if part is not None and julian else part


def span_words(first: str, last: str) -> str:
    """Word the usual time of a stage, given as ISO dates; one of them may be empty."""
    starts, ends = from_iso(first), from_iso(last)
    if not ends.value:
        payload = f"FROM {starts.value}" if starts.value else ""
    else:
        payload = f"FROM {starts.value} TO {ends.value}" if starts.value and starts.value != ends.value else ends.value
    return word_date(parse_value(payload), page_language()) if payload else ""


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())
