"""What the words of a message are taken to say: when, where, who, which stage. Proposed only; the desk may mend it.

A message is running text: the date, place or name must be found in it before the kernels can read it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from records.dates.historical_date import HistoricalDate
from records.dates.reading import read_date
from records.edition.place_words import stems
from records.edition.query_tokens import read_tokens
from records.edition.query_words import stage_at
from records.names.folding import fold
from records.names.name_parts import is_given_name
from records.places.models import Place, PlaceName
from records.transcribing.name_proposals import propose_names, sex_of

_WORD = re.compile(r"\S+")
_EDGES = " ,;:.!?()\"'„“”«»–—-"
_LONGEST_DATE, _LONGEST_PLACE = 7, 4
_MOST_WORDS = 80
_SHORTEST_STEM = 4
# What stands before a place whose name the gazetteer does not know.
_BEFORE_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|w|we|z|ze|do|koło|pod|bei|nach|aus|в|во|под|из)\s+"
    r"(?P<place>[^\W\d_a-zа-яąćęłńóśźż][\w'’-]+(?:[ -][^\W\d_a-zа-яąćęłńóśźż][\w'’-]+){0,3})"
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordsRead:
    """What was found: the date's words and value, the place's words and key (None: not in the gazetteer)."""

    date_text: str = ""
    date_value: str = ""
    place_text: str = ""
    place: int | None = None

    def plain(self) -> dict[str, object]:
        return {key: value for key, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name found in the words: its own spelling, and its parts in Latin letters."""

    text: str
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    prefix: str = ""
    sex: str = "U"


def read_when_and_where(words: str) -> WordsRead:
    """Return the date and the place that the words tell; two queries, however long they are."""
    pieces = [(found.start(), found.end()) for found in _WORD.finditer(words)][:_MOST_WORDS]
    at, date = _date_in(words, pieces)
    free = [piece for piece in pieces if at is None or piece[1] <= at[0] or piece[0] >= at[1]]
    text, place = _place_in(words, free)
    return WordsRead(words[slice(*at)] if at else "", date.value if date else "", text, place)


def _windows(words: str, pieces: Sequence[Span], longest: int) -> Iterator[tuple[str, Span]]:
    """Yield runs of words without the signs at their edges, the longest first."""
    for length in range(min(longest, len(pieces)), 0, -1):
        for first in range(len(pieces) - length + 1):
            start, end = pieces[first][0], pieces[first + length - 1][1]
            while start < end and words[start] in _EDGES:
                start += 1
            while end > start and words[end - 1] in _EDGES:
                end -= 1
            if start < end:
                yield words[start:end], (start, end)


def _date_in(words: str, pieces: Sequence[Span]) -> tuple[Span | None, HistoricalDate | None]:
    """Return the longest run of words that is a date and needs its first and its last word to be this one."""
    for text, span in _windows(words, pieces, _LONGEST_DATE):
        date = read_date(text)
        if not _told(date):
            continue
        inner = text.split()
        shorter = (" ".join(inner[1:]), " ".join(inner[:-1]))
        if len(inner) == 1 or all(not _same(read_date(part), date) for part in shorter):
            return span, date
    return None, None


def _told(date: HistoricalDate) -> bool:
    return date.is_dated() and bool(date.value)


def _same(one: HistoricalDate, other: HistoricalDate) -> bool:
    return (one.value, one.earliest, one.latest) == (other.value, other.earliest, other.latest)


def _place_in(words: str, pieces: Sequence[Span]) -> tuple[str, int | None]:
    spans = [(text, span) for text, span in _windows(words, pieces, _LONGEST_PLACE) if text[:1].isupper()]
    spellings = {text: _spellings(text) for text, _span in spans}
    wanted = {spelling for found in spellings.values() for spelling in found}
    known: dict[str, set[int]] = {}
    for folded, pk in Place.objects.filter(folded__in=wanted).values_list("folded", "pk") if wanted else ():
        known.setdefault(folded, set()).add(pk)
    for folded, pk in PlaceName.objects.filter(folded__in=wanted).values_list("folded", "place_id") if wanted else ():
        known.setdefault(folded, set()).add(pk)
    for text, _span in spans:
        for spelling in spellings[text]:
            if spelling in known:
                # A name that several places bear is a name; which of them is meant, the desk decides.
                return text, next(iter(known[spelling])) if len(known[spelling]) == 1 else None
    unknown = _BEFORE_PLACE.search(words)
    return (unknown["place"], None) if unknown and not _told(read_date(unknown["place"])) else ("", None)


def _spellings(text: str) -> list[str]:
    whole = fold(text)
    if " " in whole or not whole:
        return [whole] if whole else []
    return [whole, *(stem for stem in stems(whole) if stem != whole and len(stem) >= _SHORTEST_STEM)]


def read_name(words: str) -> NameFound | None:
    """Return the person named in the words: the longest run of words with capitals, given names before others."""
    runs: list[list[str]] = [[]]
    for found in _WORD.finditer(words):
        bare = found.group().strip(_EDGES)
        if bare[:1].isupper():
            runs[-1].append(bare)
        if not bare[:1].isupper() or found.group()[-1] in ",;:.!?":
            runs.append([])
    named = [run for run in runs if run]
    if named and len(named[0]) == 1 and " " in words.strip() and not is_given_name(named[0][0]):
        # "She", "Zmarł": the first word of a sentence has a capital and is no name for that.
        named = named[1:] if words.strip(_EDGES).startswith(named[0][0]) else named
    if not named:
        return None
    likeliest: list[str] = max(named, key=lambda run: (any(is_given_name(word) for word in run), len(run)))
    text = " ".join(likeliest)
    proposals = propose_names(text)
    if not proposals:
        return NameFound(text, surname=text)
    read = proposals[0].read
    return NameFound(text, read.given, read.patronymic, read.surname, read.prefix, sex_of(read))


def read_stage(words: str) -> str:
    """Return the code of the one stage that the words name; empty where they name none, or several may be meant."""
    tokens = read_tokens(words)
    named = [found.codes for start in range(len(tokens)) if (found := stage_at(tokens, start))]
    if not named:
        return ""
    common = set(named[0]).intersection(*named[1:])
    return common.pop() if len(common) == 1 else ""
