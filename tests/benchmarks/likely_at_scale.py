"""Measure who-is-this in a large archive: `DATABASE_URL=... python -m tests.benchmarks.likely_at_scale 200`.

The archive is one that is there already (import a tree of a million people first); nothing in it is changed. Names are
taken from it by chance and written as pages write them: a frequent surname, a rare one, Cyrillic, letters that could
not be read, with and without a year of birth. CPU milliseconds, those of a PostgreSQL server included; and how often
the person whose name it is stands among the five that are proposed.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_NAMES_DRAWN = 4_000


# As a Soviet clerk wrote down what he heard; the longest first.
_LETTERS = """
    szcz:щ sz:ш cz:ч rz:ж ch:х dż:дж dź:дзь ia:я ie:е iu:ю ja:я je:е ju:ю ó:у ł:л ż:ж ź:зь ś:сь ć:ць ń:нь ą:он ę:ен a:а
    b:б c:ц d:д e:е f:ф g:г h:г i:и j:й k:к l:ль m:м n:н o:о p:п r:р s:с t:т u:у w:в y:ы z:з
"""
_CYRILLIC = dict(pair.split(":") for pair in _LETTERS.split())


def written_in_cyrillic(name: str) -> str:
    written, rest = "", name.lower()
    while rest:
        part = next((part for part in _CYRILLIC if rest.startswith(part)), rest[0])
        written, rest = written + _CYRILLIC.get(part, part), rest[len(part) :]
    for ending, whole in (("ски", "ский"), ("цки", "цкий"), ("ска", "ская"), ("цка", "цкая")):
        written = written.removesuffix(ending) + whole if written.endswith(ending) else written
    for soft, plain in (("льи", "ли"), ("лье", "ле"), ("льа", "ля"), ("льо", "лё"), ("льу", "лю")):
        written = written.replace(soft, plain)
    return written.capitalize()


def with_a_doubt(name: str) -> str:
    """Leave the second vowel open between two letters."""
    vowels = [place for place, sign in enumerate(name) if sign.lower() in "aeiouy"]
    place = vowels[min(1, len(vowels) - 1)] if vowels else 1
    other = "o" if name[place : place + 1] != "o" else "a"
    return f"{name[:place]}[{name[place : place + 1]}/{other}]{name[place + 1 :]}"


def with_a_gap(name: str) -> str:
    """Leave one letter after the third unread."""
    return f"{name[:3]}[?]{name[4:]}"


def with_half_gone(name: str) -> str:
    """Leave all but the first and last three letters unread."""
    return f"{name[:3]}[...]{name[-3:]}"


KINDS: dict[str, tuple[str, Callable[[str], str], bool]] = {
    "frequent surname": ("frequent", str, True),
    "frequent surname, no year": ("frequent", str, False),
    "rare surname": ("rare", str, True),
    "Cyrillic": ("any", written_in_cyrillic, True),
    "Cyrillic, frequent, no year": ("frequent", written_in_cyrillic, False),
    "a letter in doubt [a/o]": ("any", with_a_doubt, True),
    "a letter in doubt, frequent": ("frequent", with_a_doubt, False),
    "a letter unread [?]": ("any", with_a_gap, True),
    "a letter unread, frequent": ("frequent", with_a_gap, False),
    "half unread [...]": ("any", with_half_gone, False),
}


def drawn(chance: random.Random) -> dict[str, list[Any]]:
    """Return names of the archive: some of its most frequent surnames, rare ones, and any."""
    from collections import Counter

    from django.db.models import Max

    from records.people.models import PersonName

    last = PersonName.objects.aggregate(last=Max("pk"))["last"]
    keys = [chance.randrange(1, last + 1) for _turn in range(_NAMES_DRAWN)]
    columns = ("person_id", "given", "surname", "family_key")
    rows = [row for row in PersonName.objects.filter(pk__in=keys).values_list(*columns) if row[1] and len(row[2]) > 4]
    often = Counter(row[3] for row in rows)
    frequent = {key for key, _number in often.most_common(10)}
    return {
        "frequent": [row for row in rows if row[3] in frequent],
        "rare": [row for row in rows if often[row[3]] == 1],
        "any": rows,
    }


def measure(kind: str, names: dict[str, list[Any]], number: int, chance: random.Random) -> None:
    from django.db import connection

    from records.dates.day_numbers import from_day_number
    from records.people.models import Event
    from records.transcribing.likely_people import likely
    from tests.benchmarks.gedcom_at_scale import cpu_of, server_of
    from tests.transcribing.entries import page, somebody

    of_whom, write, has_year = KINDS[kind]
    rows = [chance.choice(names[of_whom]) for _turn in range(number)]
    births = Event.objects.filter(person__in={row[0] for row in rows}, kind="birth", date_earliest__isnull=False)
    years = {person: str(from_day_number(day)[0]) for person, day in births.values_list("person_id", "date_earliest")}
    server = server_of(connection.connection)
    taken, clock, found, asked = [], [], 0, 0
    for person, given, surname, _key in rows:
        values = {"birth_year": years[person]} if has_year and person in years else {}
        who = somebody("listed", f"{write(surname)} {_given(write, given)}", **values)
        begun, at = time.process_time() + cpu_of(server), time.perf_counter()
        proposed = likely(who, page("train_list", who))
        taken.append(time.process_time() + cpu_of(server) - begun)
        clock.append(time.perf_counter() - at)
        asked += 1
        found += person in {one.pk for one in proposed}
    taken.sort(), clock.sort()
    cpu = [1000 * taken[int(part * (len(taken) - 1))] for part in (0.5, 0.95, 1)]
    by_clock = 1000 * clock[int(0.95 * (len(clock) - 1))]
    print(
        f"| {kind} | {cpu[0]:.0f} / {cpu[1]:.0f} / {cpu[2]:.0f} | {by_clock:.0f} | {100 * found / asked:.0f} % |",
        flush=True,
    )


def _given(write: Callable[[str], str], given: str) -> str:
    first = given.split()[0]
    return written_in_cyrillic(first) if write is written_in_cyrillic else first


def main(number: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    chance = random.Random(5)
    names = drawn(chance)
    print("| how it is written | CPU ms: median / 95 % / most | clock, 95 % | among the five |\n|---|---|---|---|")
    for kind in KINDS:
        measure(kind, names, number, chance)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
