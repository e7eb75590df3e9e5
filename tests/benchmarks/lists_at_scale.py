"""Measure the taking in of long invented lists: `python -m tests.benchmarks.lists_at_scale 10000 100000`.

Each size is done in a process of its own, so that its peak of memory is its own: CSV, names only; CSV, a new person of
each row; XLSX, names only. The anchor is what plain Python needs at least: csv.reader over the same file, and a list of
tuples of its rows inserted with the driver of SQLite.
"""

import csv
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HEADS = ("Lp.", "Фамилия, имя, отчество", "Год рождения", "Имя отца", "Национальность", "Место жительства", "Вагон")
_SYLLABLES = ("ба", "ко", "ми", "ра", "то", "ве", "ну", "ла", "зе", "до", "пи", "са")
_GIVEN = ("Ян", "Антон", "Мария", "Анна", "Казимир", "Станислав", "Ядвига", "Пётр", "Юзеф", "Елена")


def invented_rows(number: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of people who never lived; about a tenth has something odd."""
    chance = random.Random(seed)
    for row in range(1, number + 1):
        surname = "".join(chance.choices(_SYLLABLES, k=3)).capitalize() + chance.choice(("вский", "вич", "нюк"))
        year = str(chance.randrange(1870, 1942)) if chance.random() > 0.05 else "неизв."
        name = f"{surname} {chance.choice(_GIVEN)}"
        home = f"д. {chance.choice(_SYLLABLES)}{chance.choice(_SYLLABLES)}во {chance.randrange(200)}"
        yield (str(row), name, year, chance.choice(_GIVEN), "поляк", home, str(chance.randrange(60)))


def write_list(path: Path, number: int) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADS])
            csv.writer(stream).writerows(invented_rows(number, 1))
        return
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("list")
    sheet.append(HEADS)
    for row in invented_rows(number, 1):
        sheet.append([int(row[0]), *row[1:]])
    book.save(path)


def anchor(path: Path) -> float:
    """Return the CPU seconds of the least that can be done."""
    begun = time.process_time()
    database = sqlite3.connect(path.with_suffix(".anchor"))
    database.execute("CREATE TABLE line (a, b, c, d, e, f, g)")
    with path.open(encoding="utf-8", newline="") as stream:
        database.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?)", csv.reader(stream))
    database.commit()
    database.close()
    return time.process_time() - begun


def measure(number: int, ending: str, people: str) -> None:
    """Take one list in, in a fresh archive, and print what it cost."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from records.importing.models import ImportBatch
    from records.importing.undoing import undo_import
    from records.tables.table_import import import_table, preview_table
    from records.transcribing.entry import Entry
    from tests.tables.lists import planned, quiet

    call_command("migrate", verbosity=0)
    folder = Path(os.environ["DATA_DIR"])
    path = folder / f"list.{ending}"
    write_list(path, number)
    least = anchor(path) if ending == "csv" else 0.0
    plan = planned(path, Entry(kind="train_list", title="Invented"), people)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    begun = time.process_time()
    preview_table(path, plan, quiet)
    seen = time.process_time()
    import_table(path, plan, quiet, by="", now=timezone.now())
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    undo_import(ImportBatch.objects.get(), quiet, by="", now=timezone.now())
    undone = time.process_time()
    print(
        f"{number:>8} {ending:<5} {people:<7} preview {seen - begun:7.1f} s  in {done - seen:7.1f} s "
        f"({number / (done - seen):,.0f} rows/s)  undo {undone - done:6.1f} s  memory {before} -> {peak} MB"
        + (f"  anchor {least:.2f} s" if least else "")
    )


def main(sizes: list[int]) -> None:
    for size in sizes:
        for ending, people in (("csv", "leave"), ("csv", "create"), ("xlsx", "leave")):
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "tests.benchmarks.lists_at_scale", "one", str(size), ending, people]
                environment = os.environ | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kresy_families.settings"}
                subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        measure(int(sys.argv[2]), sys.argv[3], sys.argv[4])
    else:
        main([int(size) for size in sys.argv[1:]])
