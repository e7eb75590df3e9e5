"""The keys by which names meet: used to index a person and to read a query, so that both do the same."""

from records.names.folding import fold, script_of
from records.names.given_names import given_name_sets
from records.names.sounds import sound_key
from records.names.surnames import family_key
from records.names.transliteration import nasal_readings, to_polish_letters


def surname_keys(surname: str) -> tuple[set[str], set[str]]:
    """Return the family keys and the sound keys of a surname in any script."""
    readings = [surname]
    if script_of(surname) == "Cyrl":
        readings += [to_polish_letters(surname), *nasal_readings(surname)]
    families = {family_key(reading) for reading in readings}
    sounds = {sound_key(word) for reading in readings for word in reading.replace("-", " ").split()}
    return families, sounds


def given_keys(given: str) -> set[str]:
    """Return the given-name sets of each of the names; a name of no set stands for itself."""
    keys: set[str] = set()
    for word in given.replace("-", " ").split():
        keys |= given_name_sets(word) or {fold(to_polish_letters(word))}
    return keys
