"""Hebrew dates in free text: "12 Adar 5673", "3 Tiszri 5701", "י״ב אדר תרע״ג".

A Hebrew day begins at sunset; the bounds are those of its daylight. In a leap year a plain Adar may be either of two.
"""

import re
from types import MappingProxyType

from records.dates.date_shapes import Shape, either, exact
from records.dates.historical_date import Calendar, DatePart

# In the order of GEDCOM, from Tishri, with the second Adar as the seventh.
MONTH_SPELLINGS: tuple[str, ...] = (
    "tishri|tishrei|tiszri|tiszrej|tischri|tiszrei|тишрей|תשרי",
    "cheshvan|heshvan|marcheshvan|marheshvan|cheszwan|marcheszwan|cheschwan|хешван|мархешван|חשון|מרחשון|חשוון",
    "kislev|kislew|kisłew|kislew|chislev|кислев|כסלו|כסליו",
    "tevet|tebet|tebeth|teveth|tewet|teves|тевет|טבת",
    "shevat|shvat|szwat|szewat|schwat|шват|שבט",
    "adar i|adar rishon|adar riszon|adar aleph|adar 1|адар i|אדר א|אדר ראשון",
    "adar ii|adar sheni|adar szeni|adar scheni|adar bet|adar 2|veadar|we-adar|адар ii|אדר ב|אדר שני",
    "nisan|nissan|нисан|ניסן",
    "iyar|iyyar|ijar|iar|ияр|אייר|איר",
    "sivan|siwan|сиван|סיון|סיוון",
    "tammuz|tamuz|thammuz|таммуз|תמוז",
    "av|ab|aw|menachem av|menachem aw|ав|אב|מנחם אב",
    "elul|ellul|элул|אלול",
)
# "Ab 5700" says "from 5700" in German; "3 Ab 5700" is a day.
GERMAN_FROM = "ab"
PLAIN_ADAR = "adar|адар|אדר"
ADAR, ADAR_SHENI = 6, 7
MONTHS = MappingProxyType(
    {spelling: month for month, words in enumerate(MONTH_SPELLINGS, 1) for spelling in words.split("|")}
    | dict.fromkeys(PLAIN_ADAR.split("|"), 0)
)
FIRST_LETTER, LAST_LETTER = "א", "ת"
LETTER_VALUES = MappingProxyType(
    dict(zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400), strict=True))
)
_MONTH = "|".join(re.escape(word) for word in sorted(MONTHS, key=len, reverse=True))
CALENDAR_NAMES = "hebrew|jewish|kalendarz hebrajski|kalendarz żydowski|jüdischer kalender|jüdisch"
IN_FIGURES = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\.?\s+(?:of\s+)?)?(?P<month>{_MONTH})\s+(?P<year>\d{{4}})"
    rf"(?:\s*\((?:{CALENDAR_NAMES})\))?",
    re.IGNORECASE,
)
YEAR_NAMED = re.compile(rf"(?P<year>\d{{4}})\s*\((?:{CALENDAR_NAMES})\)", re.IGNORECASE)
IN_LETTERS = re.compile(rf"(?:(?P<day>[א-ת]{{1,2}})\s+)?ב?(?P<month>{_MONTH})\s+(?P<year>[א-ת]{{2,6}})")
MARKS = re.compile("[\"'׳״”“’]")
# Letters leave out the thousands: תרע״ג is 673, the year 5673.
MILLENNIUM = 5000
YEARS = range(5000, 6000)


def read_hebrew_date(words: str) -> Shape | None:
    """Return the day or month of the Hebrew calendar that the words name with its year, or None."""
    found = IN_FIGURES.fullmatch(words)
    if found:
        month = found["month"].lower()
        day = int(found["day"]) if found["day"] else None
        if day == 0 or (day is None and month == GERMAN_FROM):
            return None
        return _shape(int(found["year"]), MONTHS.get(month), day)
    found = YEAR_NAMED.fullmatch(words)
    if found:
        return _shape(int(found["year"]), None, None)
    found = IN_LETTERS.fullmatch(MARKS.sub("", words))
    if found is None:
        return None
    year = _number(found["year"].removeprefix("ה") if len(found["year"]) > 3 else found["year"])
    return _shape(year + MILLENNIUM, MONTHS[found["month"]], _number(found["day"]) if found["day"] else None)


def _shape(year: int, month: int | None, day: int | None) -> Shape | None:
    if year not in YEARS:
        return None
    if month != 0:
        return exact(DatePart(year, month, day, Calendar.HEBREW))
    first, second = (DatePart(year, adar, day, Calendar.HEBREW) for adar in (ADAR, ADAR_SHENI))
    return either(first, second) if second.is_possible() else exact(first)


def _number(letters: str) -> int:
    return sum(LETTER_VALUES.get(letter, 0) for letter in letters)
