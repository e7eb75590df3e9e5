"""Indexing a person: spellings, sounds, surname families, given-name sets, the father's name."""

from collections.abc import Iterable
from typing import Any

from records.edition.composed import Composed
from records.edition.name_keys import given_keys, surname_keys
from records.names.folding import fold
from records.names.given_names import fathers_of_patronymic


def add_name_keys(composed: Composed, name: dict[str, Any]) -> None:
    """Index one form of a person's name."""
    families, sounds = surname_keys(name["surname"]) if name["surname"] else (set(), set())
    composed.add_keys("surname", families)
    composed.add_keys("sound", sounds)
    composed.add_keys("given", given_keys(f"{name['given']} {name['nickname']}"))
    words = fold(
        " ".join(str(name[part]) for part in ("given", "patronymic", "surname", "nickname", "as_written", "reading"))
    ).split()
    composed.add_keys("word", words)
    composed.add_keys("father", fathers_of_patronymic(name["patronymic"]))
    if name["surname"]:
        composed.surnames.update((family, name["surname"][:150]) for family in {name["family_key"]} if family)


def add_father_keys(composed: Composed, fathers: Iterable[str]) -> None:
    """Index the given names of the father, where he may be shown."""
    for given in fathers:
        composed.add_keys("father", given_keys(given))
