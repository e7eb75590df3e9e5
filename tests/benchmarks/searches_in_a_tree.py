"""A hundred searches of five kinds in a published tree: python -m tests.benchmarks.searches_in_a_tree FILE.ged

FILE.ged is the file that was imported and published (DATA_DIR says where). People are drawn whose full name no more
than ``--namesakes`` others bear in the file; each is sought by a given name and a surname as people abroad write it,
without any year or place. Prints for each kind how often the right person is among the first twenty.
"""

import argparse
import os
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from records.edition.connection import EditionConnection, edition_url, reading
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.names.folding import fold
from records.names.learning.variants import feminine, misspell
from tests.benchmarks.search_at_scale import ENVIRONMENT

KINDS = ("diacritics_lost", "gender", "russian", "anglicised", "one_letter_wrong")
_NAME = re.compile(r"1 NAME (?P<given>[^/]+) /(?P<surname>[^/]+)/")


def people_of(path: Path) -> dict[str, list[str]]:
    """Return the sexes of the bearers of each "given|surname" in a GEDCOM file, main names only."""
    bearers: dict[str, list[str]] = defaultdict(list)
    name = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("0 "):
                name = ""
            found = _NAME.match(line)
            if found and not name:
                name = f"{found['given'].strip()}|{found['surname'].strip()}"
            if line.startswith("1 SEX ") and name:
                bearers[name].append(line[6])
    return bearers


def typed(surname: str, sex: str, kind: str, chance: random.Random) -> str:
    """Return the surname as it is typed in this kind of search."""
    head = surname[:-1] + "i" if sex == "F" and surname.lower().endswith(("ska", "cka", "dzka")) else surname
    if kind == "gender":
        return feminine(head.lower(), chance) if sex == "M" else head.lower()
    if kind == "russian" and sex == "F":
        return misspell(head, "russian_feminine", chance)
    return misspell(surname if kind in ("diacritics_lost", "one_letter_wrong") else head, kind, chance)


def main() -> None:
    """Draw people, seek them, and print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", type=Path)
    words.add_argument("--searches", type=int, default=100)
    words.add_argument("--namesakes", type=int, default=5)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    os.environ.update(ENVIRONMENT)
    chance = random.Random(asked.seed)
    bearers = people_of(asked.file)
    rare = sorted(name for name, sexes in bearers.items() if len(sexes) <= asked.namesakes)
    found, sought = Counter[str](), Counter[str]()
    with reading(edition_url()) as connection:
        while sum(sought.values()) < asked.searches:
            name = chance.choice(rare)
            given, surname = name.split("|")
            kind = KINDS[sum(sought.values()) % len(KINDS)]
            if not _is_published(connection, given, surname) or (kind == "diacritics_lost" and name.isascii()):
                continue
            text = f"{given} {typed(surname, bearers[name][0], kind, chance)}"
            hits = search_people(connection, read_query(text), 20).hits
            right = any(fold(hit.card["name"]) == fold(f"{given} {surname}") for hit in hits)
            sought[kind] += 1
            found[kind] += right
            if not right:
                print(f"not found: {given} {surname} as {text!r}", file=sys.stderr)
    for kind in KINDS:
        print(f"{kind}: {found[kind]} of {sought[kind]}")
    print(f"all: {found.total()} of {sought.total()}")


def _is_published(connection: EditionConnection, given: str, surname: str) -> bool:
    hits = search_people(connection, read_query(f"{given} {surname}"), 50).hits
    return any(fold(hit.card["name"]) == fold(f"{given} {surname}") for hit in hits)


if __name__ == "__main__":
    main()
