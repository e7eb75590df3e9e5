"""The names of months in the calendars and languages in which dates are worded."""

from types import MappingProxyType

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
# Polish months change with the word before them; with a day they always stand in the genitive.
POLISH_MONTHS = MappingProxyType({
    "nominative": (
        "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień",
        "październik", "listopad", "grudzień",
    ),
    "genitive": (
        "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
        "października", "listopada", "grudnia",
    ),
    "instrumental": (
        "styczniem", "lutym", "marcem", "kwietniem", "majem", "czerwcem", "lipcem", "sierpniem",
        "wrześniem", "październikiem", "listopadem", "grudniem",
    ),
    "locative": (
        "styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu", "lipcu", "sierpniu", "wrześniu",
        "październiku", "listopadzie", "grudniu",
    ),
})  # fmt: skip
FRENCH_NAMES = (
    "vendémiaire", "brumaire", "frimaire", "nivôse", "pluviôse", "ventôse", "germinal", "floréal",
    "prairial", "messidor", "thermidor", "fructidor", "complémentaire",
)  # fmt: skip
HEBREW_NAMES = (
    "Tishri", "Cheshvan", "Kislev", "Tevet", "Shevat", "Adar", "Adar Sheni", "Nisan", "Iyar", "Sivan",
    "Tammuz", "Av", "Elul",
)  # fmt: skip
# A leap year has two.
FIRST_ADAR = "Adar I"
