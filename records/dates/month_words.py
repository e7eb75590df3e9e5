"""Month names as papers write them, in small letters: Polish, Russian, Ukrainian, Belarusian, English, German, Latin.

Letters of the Russian spelling before 1918 stand beside the later ones: "апрѣля", "іюня".
"""

import re
from functools import cache

MONTH_WORDS: tuple[str, ...] = (
    "styczeń stycznia styczniu styczniem stycz sty "
    "январь января январе январю январём январем генваря январѣ янв "
    "січень січня січні січню січнем січ студзень студзеня студзені студзенем "
    "january jan januar januars jänner january's januarii januarij januarius januario ianuarii",
    "luty lutego lutym lut февраль февраля феврале февралю февралём февралем февралѣ фев февр "
    "лютий лютого лютому лютим лют люты лютага лютым "
    "february feb februar februars feber februarii februarij februarius februario",
    "marzec marca marcu marcem mar март марта марте марту мартом мартѣ "
    "березень березня березні березню березнем бер сакавік сакавіка сакавіку сакавіком "
    "march märz märzes mrz martii martij martius martio",
    "kwiecień kwietnia kwietniu kwietniem kwiec kwi kw апрель апреля апреле апрелю апрелем апр "
    "апрѣль апрѣля апрѣлѣ квітень квітня квітні квітню квітнем квіт красавік красавіка красавіку красавіком "
    "april apr aprils aprilis aprili",
    "maj maja maju majem май мая мае маю маем травень травня травні травню травнем трав "
    "траўня траўні траўнем may mai mais maii maij maji maius maio",
    "czerwiec czerwca czerwcu czerwcem czerw cze июнь июня июне июню июнем июн іюнь іюня іюнѣ "
    "червень червня червні червню червнем черв чэрвень чэрвеня чэрвені чэрвенем "
    "june jun juni junis junii junij junius junio iunii",
    "lipiec lipca lipcu lipcem lip июль июля июле июлю июлем июл іюль іюля іюлѣ "
    "липень липня липні липню липнем лип ліпень ліпеня ліпені ліпенем "
    "july jul juli julis julii julij julius julio iulii",
    "sierpień sierpnia sierpniu sierpniem sierp sie август августа августе августу августом августѣ авг "
    "серпень серпня серпні серпню серпнем серп жнівень жніўня жніўні жніўнем "
    "august aug augusts augusti augustus augusto",
    "wrzesień września wrześniu wrześniem wrzes wrześ wrz "
    "сентябрь сентября сентябре сентябрю сентябрём сентябрем сентябрѣ сен сент "
    "вересень вересня вересні вересню вереснем вер верас верасень верасня верасні вераснем "
    "september septembers sept sep septembris septembri septembre 7bris 7ber 7bre viibris",
    "październik października październiku październikiem paźdz paźdź paź październ pazdz "
    "октябрь октября октябре октябрю октябрём октябрем октябрѣ окт "
    "жовтень жовтня жовтні жовтню жовтнем жовт кастрычнік кастрычніка кастрычніку кастрычнікам "
    "october oct oktober oktobers okt octobris octobri octobre 8bris 8ber 8bre viiibris",
    "listopad listopada listopadzie listopadem listop lis "
    "ноябрь ноября ноябре ноябрю ноябрём ноябрем ноябрѣ ноя нояб "
    "листопад листопада листопаді листопаду листопадом лист лістапад лістапада лістападзе лістападам "
    "november novembers nov novembris novembri novembre 9bris 9ber 9bre ixbris",
    "grudzień grudnia grudniu grudniem grudz gru декабрь декабря декабре декабрю декабрём декабрем декабрѣ дек "
    "грудень грудня грудні грудню груднем груд снежань снежня снежні снежнем "
    "december decembers dec dezember dezembers dez decembris decembri decembre 10bris 10ber 10bre xbris xber",
)

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_NUMBERS = {word: number for number, word in enumerate(ROMAN_MONTHS, 1)}

# Letters that a typewriter without Polish keys, or a descendant abroad, writes without their marks.
PLAIN = str.maketrans("ąćęłńóśźżäëёüö", "acelnoszzaeеuo")


@cache
def months_by_word() -> dict[str, int]:
    """Return month numbers by every known word, with and without diacritics."""
    words: dict[str, int] = {}
    for number, names in enumerate(MONTH_WORDS, 1):
        for name in names.split():
            words.setdefault(name, number)
            words.setdefault(name.translate(PLAIN), number)
    return words


def month_of_roman(word: str) -> int | None:
    """Return the number of the month that a Roman numeral in capitals names, or None."""
    return _ROMAN_NUMBERS.get(word)


def alternatives(words: str) -> str:
    """Return a pattern that matches any of the words (separated by "|"), the longest first."""
    ordered = sorted(words.split("|"), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"
