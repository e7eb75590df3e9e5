"""Saying a date in Polish, English or German, from its machine form and not from the words of its source."""

from dataclasses import dataclass
from types import MappingProxyType

from records.dates.day_numbers import ADAR_SHENI, days_in_month, from_day_number
from records.dates.historical_date import Calendar, Certainty, DatePart, HistoricalDate, Qualifier
from records.dates.month_names import (
    ENGLISH_MONTHS,
    FIRST_ADAR,
    FRENCH_NAMES,
    GERMAN_MONTHS,
    HEBREW_NAMES,
    POLISH_MONTHS,
)


@dataclass(frozen=True)
class Wording:
    """The frames of one language; {0} and {1} are the dates."""

    frames: dict[Qualifier, str]
    calendars: dict[Calendar, str]
    before_our_era: str
    doubted: str = "{0} (?)"


ENGLISH = Wording(
    {
        Qualifier.EXACT: "{0}",
        Qualifier.ABOUT: "about {0}",
        Qualifier.CALCULATED: "{0} (calculated)",
        Qualifier.ESTIMATED: "{0} (estimated)",
        Qualifier.BEFORE: "before {0}",
        Qualifier.AFTER: "after {0}",
        Qualifier.BETWEEN: "between {0} and {1}",
        Qualifier.FROM: "from {0}",
        Qualifier.TO: "until {0}",
        Qualifier.PERIOD: "from {0} to {1}",
    },
    {
        Calendar.GREGORIAN: "Gregorian",
        Calendar.JULIAN: "Julian",
        Calendar.HEBREW: "Hebrew",
        Calendar.FRENCH: "French Republican",
    },
    "BCE",
)
POLISH = Wording(
    {
        Qualifier.EXACT: "{0}",
        Qualifier.ABOUT: "około {0}",
        Qualifier.CALCULATED: "{0} (obliczone)",
        Qualifier.ESTIMATED: "{0} (szacunkowo)",
        Qualifier.BEFORE: "przed {0}",
        Qualifier.AFTER: "po {0}",
        Qualifier.BETWEEN: "między {0} a {1}",
        Qualifier.FROM: "od {0}",
        Qualifier.TO: "do {0}",
        Qualifier.PERIOD: "od {0} do {1}",
    },
    {
        Calendar.GREGORIAN: "kalendarz gregoriański",
        Calendar.JULIAN: "kalendarz juliański",
        Calendar.HEBREW: "kalendarz hebrajski",
        Calendar.FRENCH: "kalendarz republikański",
    },
    "p.n.e.",
)
GERMAN = Wording(
    {
        Qualifier.EXACT: "{0}",
        Qualifier.ABOUT: "um {0}",
        Qualifier.CALCULATED: "{0} (berechnet)",
        Qualifier.ESTIMATED: "{0} (geschätzt)",
        Qualifier.BEFORE: "vor {0}",
        Qualifier.AFTER: "nach {0}",
        Qualifier.BETWEEN: "zwischen {0} und {1}",
        Qualifier.FROM: "ab {0}",
        Qualifier.TO: "bis {0}",
        Qualifier.PERIOD: "von {0} bis {1}",
    },
    {
        Calendar.GREGORIAN: "gregorianisch",
        Calendar.JULIAN: "julianisch",
        Calendar.HEBREW: "jüdischer Kalender",
        Calendar.FRENCH: "Revolutionskalender",
    },
    "v. Chr.",
)
LANGUAGES = MappingProxyType({"en": ENGLISH, "pl": POLISH, "de": GERMAN})

POLISH_CASES = MappingProxyType(
    {
        Qualifier.ABOUT: "genitive",
        Qualifier.BEFORE: "instrumental",
        Qualifier.AFTER: "locative",
        Qualifier.BETWEEN: "instrumental",
        Qualifier.FROM: "genitive",
        Qualifier.TO: "genitive",
        Qualifier.PERIOD: "genitive",
    }
)
# A German day takes its article: "vor dem 10. Februar 1940", "vom 3. April bis zum 5. Mai 1940".
GERMAN_FRAMES_WITH_DAY = MappingProxyType(
    {"um": "um den", "vor": "vor dem", "nach": "nach dem", "zwischen": "zwischen dem", "und": "und dem",
     "ab": "ab dem", "bis": "bis zum", "von": "vom"}
)  # fmt: skip


def word_date(date: HistoricalDate, language: str) -> str:
    """Return the date in words of "en", "pl" or "de" (others: English); words only stay as written."""
    parts = [part for part in (date.start, date.end) if part is not None]
    if not parts or date.qualifier is Qualifier.PHRASE:
        return date.text
    wording = LANGUAGES.get(language[:2], ENGLISH)
    case = POLISH_CASES.get(date.qualifier, "nominative")
    frame = wording.frames[date.qualifier]
    if wording is GERMAN:
        frame = _with_articles(frame, parts)
    # Where two calendars meet, both are named: the second would else be taken for that of both dates.
    mixed = len({part.calendar for part in parts}) > 1
    words = frame.format(*(_word_part(part, wording, case, mixed=mixed) for part in parts))
    return wording.doubted.format(words) if date.certainty is Certainty.UNCERTAIN else words


def _word_part(part: DatePart, wording: Wording, case: str, *, mixed: bool) -> str:
    if part.calendar is Calendar.DUAL and part.earliest is not None:
        # The Gregorian day first: it is the one readers compare with other events.
        year, month, day = from_day_number(part.earliest)
        new = _name_day(DatePart(year, month, day), wording, case)
        old = _name_day(DatePart(part.year, part.month, part.day), wording, case)
        return f"{new} ({old}, {wording.calendars[Calendar.JULIAN]})"
    words = _name_day(part, wording, case)
    calendar = wording.calendars.get(part.calendar) if mixed or part.calendar is not Calendar.GREGORIAN else None
    return f"{words} ({calendar})" if calendar else words


def _name_day(part: DatePart, wording: Wording, case: str) -> str:
    words = [str(part.year)]
    if part.month:
        words.insert(0, _name_month(part, wording, case))
        if part.day:
            words.insert(0, f"{part.day}." if wording is GERMAN else str(part.day))
    if part.bce:
        words.append(wording.before_our_era)
    return " ".join(words)


def _name_month(part: DatePart, wording: Wording, case: str) -> str:
    place = (part.month or 1) - 1
    if part.calendar is Calendar.HEBREW:
        is_first_of_two = place + 2 == ADAR_SHENI and days_in_month(part.year or 0, ADAR_SHENI, "hebrew") > 0
        return FIRST_ADAR if is_first_of_two else HEBREW_NAMES[place]
    if part.calendar is Calendar.FRENCH:
        return FRENCH_NAMES[place]
    if wording is GERMAN:
        return GERMAN_MONTHS[place]
    if wording is POLISH:
        return POLISH_MONTHS["genitive" if part.day else case][place]
    return ENGLISH_MONTHS[place]


def _with_articles(frame: str, parts: list[DatePart]) -> str:
    for place, part in enumerate(parts):
        if part.day:
            before, mark, after = frame.partition(f"{{{place}}}")
            words = before.split(" ")
            # The word before the mark, as in "bis {1}".
            if len(words) > 1 and words[-2] in GERMAN_FRAMES_WITH_DAY:
                words[-2] = GERMAN_FRAMES_WITH_DAY[words[-2]]
            frame = " ".join(words) + mark + after
    return frame
