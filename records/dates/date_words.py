"""The words around a date in Polish, Russian, Ukrainian, Belarusian, English, German and Latin, and what they say.

Words that stand for one another are divided by "|"; `vocabulary.py` draws from the same lists.
"""

import re
from dataclasses import dataclass

from records.dates.historical_date import Qualifier
from records.dates.month_words import alternatives

QUALIFYING: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.BEFORE,
        "w lub przed|tuż przed|na krótko przed|krótko przed|kilka dni przed|na kilka dni przed|"
        "in or before|on or before|just before|shortly before|a few days before|kurz vor dem|kurz vor|незадолго до|"
        "nie później niż|nie pozniej niz|najpóźniej w|najpóźniej|przed|"
        "not later than|no later than|before|bef.|bef|prior to|by|vor dem|vor der|vor|spätestens|"
        "не позднее|не позже|до|перед|раньше|не пізніше ніж|не пізніше|раніше|не пазней|перад|да|ante|<",
    ),
    (
        Qualifier.AFTER,
        "w lub po|tuż po|zaraz po|krótko po|wkrótce po|kilka dni po|in or after|on or after|just after|right after|"
        "shortly after|soon after|a few days after|kurz nach dem|kurz nach|вскоре после|сразу после|одразу після|"
        "nie wcześniej niż|nie wczesniej niz|najwcześniej|po|not before|no earlier than|after|aft.|aft|"
        "nach dem|nach der|nach|frühestens|не ранее|не раньше|после|не раніше ніж|не раніше|після|опісля|"
        "не раней|пасля|post|>",
    ),
    (
        Qualifier.ABOUT,
        "in or about|on or about|at or about|"
        "w okolicach|mniej więcej w|mniej więcej|około|okolo|ok.|ok|circa|ca.|ca|c.|c|about|abt.|abt|"
        "around|approximately|approx.|approx|roughly|um das jahr|um den|um|ungefähr|etwa|gegen|zirka|"
        "около|ок.|ок|примерно в|примерно|приблизительно в|приблизительно|прибл.|"
        "близько|бл.|бл|приблизно|коло|каля|прыблізна|circiter|~|≈|±",
    ),
    (Qualifier.CALCULATED, "obliczony na|obl.|calculated|calc.|cal.|cal|berechnet|errechnet|вычислено|обчислено"),
    (
        Qualifier.ESTIMATED,
        "szacunkowo|szac.|estimated|est.|est|geschätzt|gesch.|оценочно|ориентировочно|орієнтовно",
    ),
    (
        Qualifier.FROM,
        "począwszy od|poczynając od|od|from|since|starting|seit dem|seit der|seit|ab dem|ab|"
        "начиная с|с|со|починаючи з|з|із|від|ад",
    ),
    (Qualifier.TO, "aż do|do|until|till|up to|to|bis zum|bis zur|bis|по|вплоть до|аж до|па|usque ad"),
)

# The pairs of words that hold two dates: each opening word with the words that may stand between.
BETWEEN_OPENINGS = "pomiędzy|między|pomiedzy|miedzy|between|bet.|bet|zwischen dem|zwischen|между|поміж|між|паміж|inter"
BETWEEN_MIDDLES = "a dniem|a|i|oraz|and the|and|und dem|und|и|і|й|та|et|&"
OR_WORDS = "albo|lub|or|oder|или|або|чи|альбо|vel"
# "Po 1912, a przed 1918" is between them.
AFTER_OPENINGS = "po|after|nach|после|після|пасля|post"
AND_BEFORE = "a przed|i przed|ale przed|and before|but before|und vor|aber vor|и до|но до|і до|та до|et ante"
NIGHTS = "w nocy|nocą|in der nacht|in the night|on the night|the night|в ночь|ночью|в ніч|у ніч|у ноч"
NIGHT_OPENINGS = "z dnia|z|ze|vom|с|со|з|із"
NIGHT_MIDDLES = "na dzień|na|auf den|auf|на"
TURN_OPENINGS = "na przełomie|przełom|przełomie|на рубеже|на зламі|an der wende"
PERIOD_OPENINGS = "od|from|von|vom|с|со|з|із|від|ад|ab"
PERIOD_MIDDLES = "aż do|do|to|until|till|through|bis zum|bis zur|bis|до|по|да|па|аж до"
PERIOD_MIDDLES_ALONE = "to|until|till|through|bis zum|bis"

DOUBT_WORDS = (
    "prawdopodobnie|prawdop.|prawdop|zapewne|być może|byc moze|chyba|przypuszczalnie|podobno|"
    "probably|prob.|perhaps|maybe|possibly|presumably|vermutlich|wahrscheinlich|vielleicht|wohl|"
    "вероятно|возможно|предположительно|ймовірно|імовірно|мабуть|можливо|певно|верагодна|магчыма|"
    "probabiliter|forte"
)

# Words that only say that a date follows, or that the number before was a year; and the days of the week.
FILLING = (
    "dnia dn dniu dzień d w we roku rok rokiem r latach pańskiego pańskim o nocy nocą rano świcie wieczorem "
    "on the in year of at night dawn im jahre jahr jahres am den dem des der nacht zum ao "
    "anno domini ad die mensis dies года год годом годах году годъ г гг в во въ дня день ночь утром "
    "у ў р рр року роком рік році роках дні ніч вночі годзе гады гадах "
    "poniedziałek wtorek środa środę czwartek piątek sobota sobotę niedziela niedzielę "
    "monday tuesday wednesday thursday friday saturday sunday "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье "
    "понеділок вівторок середа середу четвер п ятниця ятницю субота суботу неділя неділю"
)
FILLING_WORDS = frozenset(FILLING.split())

OLD_STYLE_WORDS = (
    "starego stylu|stary styl|st. st.|st.st.|s. s.|s.s.|według kalendarza juliańskiego|kalendarza juliańskiego|"
    "kalendarz juliański|juliański|juliańskiego|juliańskie|juliańska|old style|o. s.|o.s.|os|julian calendar|julian|"
    "alten stils|julianischer kalender|julianischen kalenders|julianisch|"
    "по старому стилю|старого стиля|старый стиль|ст. ст.|ст.ст.|с. с.|с.с.|по юлианскому календарю|"
    "за старим стилем|старого стилю|за юліанським календарем|старога стылю|паводле старога стылю|"
    "stylo veteri|veteri stylo|stili veteris"
)
NEW_STYLE_WORDS = (
    "nowego stylu|nowy styl|n. st.|n.st.|n. s.|n.s.|ns|według kalendarza gregoriańskiego|kalendarza gregoriańskiego|"
    "kalendarz gregoriański|gregoriański|gregoriańskiego|new style|gregorian calendar|gregorian|"
    "neuen stils|gregorianischer kalender|gregorianischen kalenders|gregorianisch|"
    "по новому стилю|нового стиля|новый стиль|н. ст.|н.ст.|н. с.|н.с.|по григорианскому календарю|"
    "за новим стилем|нового стилю|новага стылю|stylo novo|novo stylo|stili novi"
)
# Said after the date, in brackets or not.
QUALIFIED_BEHIND: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.CALCULATED, "calculated|obliczone|obliczona|berechnet|вычислено|обчислено"),
    (Qualifier.ESTIMATED, "estimated|szacunkowo|szacowane|geschätzt|оценочно|орієнтовно"),
    (Qualifier.ABOUT, "about|approximately|circa|ca.|ca|ok.|ok|około|ungefähr|приблизительно|приблизно"),
)
BEFORE_OUR_ERA = "bce|b.c.e.|bc|b.c.|p.n.e.|pne|przed chr.|v. chr.|v.chr.|до н. э.|до н.э.|до н. е.|до н.е."


def compiled(*pieces: str) -> re.Pattern[str]:
    """Return the pattern of the pieces joined, blind to capitals."""
    return re.compile("".join(pieces), re.IGNORECASE)


def _before_date(words: str) -> re.Pattern[str]:
    # A word needs no blank before a figure, nor does a sign or an abbreviation: "ok.1912", "~1912", "ca1912".
    return compiled(alternatives(words), r"(?:(?<=[.~<>±≈])\s*|\s+|(?=\d))(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class TwoDates:
    """What opens a pair of dates, if anything must, and what stands between the two."""

    opening: re.Pattern[str]
    middle: re.Pattern[str]


def _two_dates(openings: str, middles: str, or_signs: str = "") -> TwoDates:
    opening = rf"{alternatives(openings)}\s+" if openings else ""
    return TwoDates(compiled(opening), compiled(rf"\s+{alternatives(middles)}\s+{or_signs}"))


def _behind_date(words: str) -> re.Pattern[str]:
    said = alternatives(words)
    return compiled(rf"(?P<rest>.*\d.*?)(?:\s*\(\s*{said}\s*\)|\s+{said})")


def _marks(words: str) -> re.Pattern[str]:
    return compiled(r"[(\[]?\s*(?<!\w)", alternatives(words), r"(?!\w)\s*[)\]]?")


# Each word goes with the date that follows it; the first pattern that fits decides.
QUALIFYING_WORDS = tuple((qualifier, _before_date(words)) for qualifier, words in QUALIFYING)
BETWEEN_WORDS = (
    _two_dates(BETWEEN_OPENINGS, BETWEEN_MIDDLES),
    TwoDates(
        compiled(rf"(?:{alternatives(NIGHTS)}\s+)?{alternatives(NIGHT_OPENINGS)}\s+"),
        compiled(rf"\s+{alternatives(NIGHT_MIDDLES)}\s+"),
    ),
    _two_dates(AFTER_OPENINGS, AND_BEFORE),
    _two_dates("", OR_WORDS),
)
TURN_WORDS = _two_dates(TURN_OPENINGS, BETWEEN_MIDDLES, r"|\s*[/-]\s*")
PERIOD_WORDS = (_two_dates(PERIOD_OPENINGS, PERIOD_MIDDLES), _two_dates("", PERIOD_MIDDLES_ALONE))
# Doubt, wherever it stands.
DOUBT = compiled(r"[(\[]\s*\?\s*[)\]]|\?|(?<!\w)", alternatives(DOUBT_WORDS), r"(?!\w)")
OLD_STYLE, NEW_STYLE = _marks(OLD_STYLE_WORDS), _marks(NEW_STYLE_WORDS)
WORDS_BEHIND = tuple((qualifier, _behind_date(words)) for qualifier, words in QUALIFIED_BEHIND)
ERA_BEHIND = compiled(r"(?P<rest>.+?)\s*(?<!\w)", alternatives(BEFORE_OUR_ERA), r"(?!\w)")
# Our own wording of a dual day: the Gregorian day, and in brackets the Julian one.
DUAL_WORDED = compiled(
    r"(?P<new>\d{1,2}\.?\s\w+\s\d{3,4})\s\((?P<old>\d{1,2}\.?\s\w+\s\d{3,4}),\s",
    alternatives("julian|kalendarz juliański|julianisch"),
    r"\)",
)
# A year of two digits that stands alone needs its word: "w 40 roku", "в 41-м году", "in '41".
YEAR_WORD = compiled(
    r"['’`]\d\d\b|\b", alternatives("roku|rok|r|году|год|годом|року|рік|році|годзе"), r"\b|",
    # "40 Jahre" is an age.
    r"\b", alternatives("jahre|jahr|year|anno"), r"\s+\d",
)  # fmt: skip
