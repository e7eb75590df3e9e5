"""The words for seasons, parts of a year or month, decades and centuries, in the languages of the papers."""

from records.dates.date_words import compiled
from records.dates.month_words import alternatives

# Seasons with their first and last month; wide, because families did not look at the calendar.
SEASON_WORDS: tuple[tuple[str, int, int], ...] = (
    (
        "zima|zimą|zimę|zimy|zimie|winter|winters|wintertime|"
        "зима|зимой|зимою|зиму|зимы|зиме|взимку|узимку|зими|зимі|зіма|зімой|зіму|зімы|узімку|"
        "hieme|hiems|hiemis",
        12,
        3,
    ),
    (
        "wiosna|wiosną|wiosnę|wiosny|wiośnie|przedwiośnie|na przedwiośniu|spring|springtime|"
        "frühling|frühlings|frühjahr|frühjahrs|lenz|"
        "весна|весной|весною|весну|весны|весне|навесні|весни|весні|вясна|вясной|вясну|вясны|увесну|"
        "vere|veris|vernalis",
        3,
        6,
    ),
    (
        "lato|latem|lata|lecie|summer|summers|summertime|sommer|sommers|"
        "лето|летом|лета|лете|лѣто|лѣтомъ|літо|літом|літа|літі|влітку|улітку|летам|улетку|"
        "aestate|aestas|aestatis",
        6,
        9,
    ),
    (
        "jesień|jesienią|jesieni|jesienia|autumn|autumns|fall|herbst|herbstes|herbsts|"
        "осень|осенью|осени|осінь|осінню|осені|восени|восень|восенню|восені|увосень|"
        "autumno|autumnus|autumni",
        9,
        12,
    ),
)
WINTER_BEGINS = 12

# Parts of a year, month, decade or century: which part (from 0) of how many.
PART_WORDS: tuple[tuple[str, int, int], ...] = (
    (
        "w pierwszych dniach|pierwsze dni|first days of|the first days of|in the first days of|in den ersten tagen|"
        "в первых числах|в первые дни|у перших днях|"
        "na początku|z początkiem|początek|początkiem|początku|wczesną|wczesna|w pocz.|na pocz.|pocz.|"
        "early in|early|beginning of|the beginning of|at the beginning of|anfang|anfangs|zu beginn|beginn|"
        "в начале|начало|начале|нач.|на початку|початок|у пачатку|на пачатку|пачатак|ineunte|initio",
        0,
        3,
    ),
    (
        "w połowie|połowa|połowie|poł.|mid|middle of|the middle of|in the middle of|mitte|"
        "в середине|середина|середине|сер.|у середині|в середині|середині|у сярэдзіне|сярэдзіна|medio|mediante",
        1,
        3,
    ),
    (
        "w ostatnich dniach|ostatnie dni|last days of|the last days of|in the last days of|in den letzten tagen|"
        "в последних числах|в последние дни|в останніх днях|"
        "pod koniec|na koniec|z końcem|w końcu|końcem|koniec|końca|późną|późna|kon.|"
        "late in|late|end of|the end of|at the end of|ende|gegen ende|spät|"
        "в конце|конец|конце|кон.|наприкінці|в кінці|у кінці|кінець|у канцы|напрыканцы|канец|exeunte|fine",
        2,
        3,
    ),
    (
        "w pierwszej połowie|pierwsza połowa|pierwszej połowy|pierwszej połowie|w I połowie|I połowa|I poł.|w I poł.|"
        "1. połowa|1 połowa|1. poł.|1 poł.|w 1 poł.|w 1. poł.|first half of|the first half of|in the first half of|"
        "1st half of|in der ersten hälfte|erste hälfte|1. hälfte|"
        "первая половина|в первой половине|1-я половина|1-я пол.|1-ая половина|"
        "перша половина|у першій половині|в першій половині|1-ша половина|1 пол.|I пол.|"
        "першая палова|у першай палове",
        0,
        2,
    ),
    (
        "w drugiej połowie|druga połowa|drugiej połowy|drugiej połowie|w II połowie|II połowa|II poł.|w II poł.|"
        "2. połowa|2 połowa|2. poł.|2 poł.|w 2 poł.|w 2. poł.|second half of|the second half of|"
        "in the second half of|2nd half of|latter half of|in der zweiten hälfte|zweite hälfte|2. hälfte|"
        "вторая половина|во второй половине|2-я половина|2-я пол.|2-ая половина|"
        "друга половина|у другій половині|в другій половині|2-га половина|2 пол.|II пол.|"
        "другая палова|у другой палове",
        1,
        2,
    ),
    ("I kwartał|w I kwartale|pierwszy kwartał|first quarter of|1st quarter of|erstes quartal|1. quartal", 0, 4),
    ("II kwartał|w II kwartale|drugi kwartał|second quarter of|2nd quarter of|zweites quartal|2. quartal", 1, 4),
    ("III kwartał|w III kwartale|trzeci kwartał|third quarter of|3rd quarter of|drittes quartal|3. quartal", 2, 4),
    ("IV kwartał|w IV kwartale|czwarty kwartał|fourth quarter of|4th quarter of|viertes quartal|4. quartal", 3, 4),
)

# Words that stand before a span and say no more.
_PREPOSITION = r"(?:(?:w|we|na|in the|in|at the|im|in der|в|во|у|ў|на)\s+)?"

CENTURY_WORDS = (
    "c.|w.|w|wiek|wieku|wieki|wiekiem|century|centuries|cent.|jahrhundert|jahrhunderts|jh.|jhd.|jhdt.|"
    "век|века|веке|веков|в.|вв.|столетие|столетия|столетии|века|"
    "століття|столітті|ст.|стст.|стагоддзе|стагоддзя|стагоддзі"
)
CENTURY_BEFORE = "saeculo|saeculi|saeculum|saec.|saec|s."
CENTURY_NAMES = {
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "siedemnasty": 17, "siedemnastego": 17, "siedemnastym": 17, "osiemnasty": 18, "osiemnastego": 18,
    "osiemnastym": 18, "dziewiętnasty": 19, "dziewiętnastego": 19, "dziewiętnastym": 19,
    "dwudziesty": 20, "dwudziestego": 20, "dwudziestym": 20,
}  # fmt: skip
DECADE_NAMES = {
    "dziesiąte": 10, "dwudzieste": 20, "dwudziestych": 20, "trzydzieste": 30, "trzydziestych": 30,
    "czterdzieste": 40, "czterdziestych": 40, "pięćdziesiąte": 50, "pięćdziesiątych": 50,
    "sześćdziesiąte": 60, "sześćdziesiątych": 60, "siedemdziesiąte": 70, "siedemdziesiątych": 70,
    "osiemdziesiąte": 80, "osiemdziesiątych": 80, "dziewięćdziesiąte": 90, "dziewięćdziesiątych": 90,
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "zwanziger": 20, "dreißiger": 30, "vierziger": 40, "fünfziger": 50,
    "двадцатые": 20, "двадцатых": 20, "тридцатые": 30, "тридцатых": 30, "сороковые": 40, "сороковых": 40,
    "двадцяті": 20, "двадцятих": 20, "тридцяті": 30, "тридцятих": 30, "сорокові": 40, "сорокових": 40,
}  # fmt: skip
DECADE_FILLING = "lata|lat|latach|w latach|the|in the|in den|jahre|jahren|в|у|годы|годах|годов|гг.|роки|роках|рр."
# The words that tell a decade from a plain number: "w latach 40", "в 40-х годах".
DECADE_SIGNS = "lata|lat|latach|годы|годах|годов|гг|роки|роках|рр|te|tych|х|ві|s|er|ers"
YEARS_WORDS = "w latach|lata|годы|в годы|в годах|у роках|роки|in den jahren|in the years|the years|years"
DECADE_ENDINGS = "te|tych|ych|е|ые|ві|х|ых|ті|их|s|er|ers"

SEASONS = tuple((compiled(r"\b", alternatives(words), r"\b"), first, last) for words, first, last in SEASON_WORDS)
PARTS = tuple(
    (compiled(_PREPOSITION, alternatives(words), r"(?:(?<=\.)|(?!\w))\s*-?\s*(?P<rest>\S.*)"), part, parts)
    for words, part, parts in reversed(PART_WORDS)
)
_NUMBER = rf"(?:[IVX]{{1,6}}|\d{{1,2}}|{alternatives('|'.join(CENTURY_NAMES))})"
_ENDING = r"(?:th|st|nd|rd|\.|-?(?:й|го|го|ому|му|м|ого|ym|ego|го|му|те|го|та|га))?"
CENTURY = compiled(
    rf"{_PREPOSITION}(?:{alternatives('des|the|der|of')}\s+)*(?P<first>{_NUMBER}){_ENDING}",
    rf"(?:\s*[-/–]\s*(?P<last>{_NUMBER}){_ENDING})?\s*",
    alternatives(CENTURY_WORDS),
)
LATIN_CENTURY = compiled(_PREPOSITION, alternatives(CENTURY_BEFORE), rf"\s+(?P<first>{_NUMBER})(?P<last>(?!))?")
_BEFORE_DECADE = rf"(?:{alternatives(DECADE_FILLING)}\s+)*"
_AFTER_DECADE = rf"(?:\s+{alternatives(DECADE_FILLING)})*"
DECADE = compiled(_BEFORE_DECADE, rf"(?P<year>\d{{3}}0)(?:['’]s|-?{alternatives(DECADE_ENDINGS)})", _AFTER_DECADE)
# "Lata 1940-1945" are years, though "lata" is also the summer's.
YEARS = compiled(alternatives(YEARS_WORDS), r"\s+(?P<first>\d{4})\s*[-–—/]\s*(?P<last>\d{4}|\d\d)")
# "Lata 40" are the forties, but "40 lat" and "lat 40" an age: there the number needs its ending, "40-te".
SHORT_DECADE = compiled(
    rf"(?:{alternatives('w latach|latach|lata')}\s+(?P<bare>\d0)\.?|{_BEFORE_DECADE}",
    rf"(?:['’]?(?P<tens>\d0)(?:['’]?s|-?{alternatives(DECADE_ENDINGS)})|(?P<name>{alternatives('|'.join(DECADE_NAMES))})))",
    _AFTER_DECADE,
    r"(?:\s+(?P<century>\S.*))?",
)
