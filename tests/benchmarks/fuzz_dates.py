"""Dates out of chance: `python -m tests.benchmarks.fuzz_dates 1000000 --seed 1`.

Each text is mixed from the words of dates, signs, numbers and any letters there are. Reading must raise nothing,
and what was read must be whole: its machine form means the same days, and so do GEDCOM and EDTF.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass

from records.dates.date_words import (
    BETWEEN_MIDDLES,
    BETWEEN_OPENINGS,
    OLD_STYLE_WORDS,
    OR_WORDS,
    PERIOD_MIDDLES,
    PERIOD_OPENINGS,
    QUALIFYING,
)
from records.dates.edtf import from_edtf, to_edtf
from records.dates.historical_date import HistoricalDate
from records.dates.month_words import months_by_word
from records.dates.reading import read_date
from records.dates.span_words import PART_WORDS, SEASON_WORDS
from records.dates.value import parse_value
from records.dates.vocabulary import kinds_by_word
from records.dates.wording import word_date
from records.fixture_files import fixture_rows
from records.gedcom.dates import read_gedcom_date, write_gedcom_date

SIGNS = "? ?? (?) ~ % / - – — . .. , ; : ( ) [ ] ' ’ @#DJULIAN@ @#DROMAN@ X XX < > ± & \" ״ ׳ \u0301 \u200f"
NUMBERS = (
    "0 00 1 7 9 10 12 19 24 29 30 31 32 40 41 99 100 194 1582 1869 1899 1900 1917 1918 1939 1940 1941 5673 5700 9999 "
    "10000 07 1940-02 1940-02-10 -0043 7/19 10.02. 10.II. 3-go 7bris 40-tym 41-м 1940s 194? ٤٠ १९४० ². IX XII xx"
)
SHOWN_FAULTS = 20
STRANGE = "İıſKßŉǰﬁΐ\u0130\u212a\u0307\u0000\ud7ff\uffff🕯\u05d0\u05f4א"


DAYS = [*map(str, range(33)), "07.", "3-go", "10th", "7-го", "7/19", "IX", "die septima"]
YEARS = "1940|1941 r.|1869|1869 года|1582|1899/1900|1940/41|40|'41|5673|1940s|194?|XIX w.|XX века|99|10000|0"
# b a word before a date, d day, m month, y year, n a feast or an event, j a joint of two dates, w any word.
TEMPLATES = (
    "dmy my y dm ny bn bny by bmy bdmy dmyjdmy bdmyjdmy yjy byjy djdmy bdjdmy mjmy bny njny dmyw wdmy bbmy ydm dmyb"
)


@dataclass(frozen=True)
class Pieces:
    """What texts are mixed from: any words and signs, the words of each place in a date, and known dates."""

    words: list[str]
    months: list[str]
    befores: list[str]
    joints: list[str]
    names: list[str]
    texts: list[str]


def pieces() -> Pieces:
    """Return the words, phrases and signs of the tables and lists."""
    texts = [row["text"] for row in fixture_rows("dates", "readings.csv")]
    names = [
        name
        for table, column in (("feasts.csv", "names"), ("testimony.csv", "phrases"))
        for row in fixture_rows("dates", table)
        for name in row[column].split(";")
    ]
    befores = [phrase for _, phrases in QUALIFYING for phrase in phrases.split("|")]
    befores += BETWEEN_OPENINGS.split("|") + PERIOD_OPENINGS.split("|")
    befores += [word for words, *_ in (*PART_WORDS, *SEASON_WORDS) for word in words.split("|")]
    joints = [*BETWEEN_MIDDLES.split("|"), *PERIOD_MIDDLES.split("|"), *OR_WORDS.split("|"), "-", " - ", "/", "–"]
    words = [*kinds_by_word(), *SIGNS.split() * 20, *NUMBERS.split() * 20, *OLD_STYLE_WORDS.split("|") * 5]
    return Pieces(words, list(months_by_word()), befores, joints, names, texts)


def make_text(chance: random.Random, known: Pieces) -> str:
    """Return one text: words mixed, a known date with a few letters changed, places filled, or any letters."""
    kind = chance.random()
    if kind < 0.25:
        text = chance.choice(known.texts)
        place = chance.randrange(len(text) + 1)
        return text[:place] + chance.choice(known.words) + text[place + chance.randrange(3) :]
    if kind < 0.32:
        signs = (
            chr(chance.randrange(0x20, 0x3000)) if chance.random() < 0.8 else chance.choice(STRANGE) for _ in range(12)
        )
        return "".join(signs)
    if kind < 0.7:
        return _fill_places(chance, known)
    glue = " " if chance.random() < 0.8 else ""
    return glue.join(chance.choice(known.words) for _ in range(chance.randrange(1, 7)))


def _fill_places(chance: random.Random, known: Pieces) -> str:
    places = dict(
        zip("bndmjw", (known.befores, known.names, DAYS, known.months, known.joints, known.words), strict=True)
    )
    places["y"] = YEARS.split("|")
    return " ".join(chance.choice(places[letter]) for letter in chance.choice(TEMPLATES.split()))


def faults_of(text: str, date: HistoricalDate, *, thoroughly: bool) -> list[str]:
    """Return what is wrong with the reading of a text."""
    faults = []
    if date.text != " ".join(text.split()):
        faults.append("the words were not kept")
    if date.earliest is not None and date.latest is not None and date.earliest > date.latest:
        faults.append("the bounds are turned")
    if date.is_dated() != bool(date.value):
        faults.append("bounds and machine form do not go together")
    if date.value and not _same(parse_value(date.value, date.text), date):
        faults.append("the machine form means other days")
    if date.value and thoroughly:
        faults += _faults_of_round_trips(date)
    return faults


def _faults_of_round_trips(date: HistoricalDate) -> list[str]:
    faults = [f"GEDCOM {version}" for version in ("7.0", "5.5.1")
              if not _same(read_gedcom_date(*write_gedcom_date(date, version)), date)]  # fmt: skip
    if to_edtf(date) and not _same(from_edtf(to_edtf(date)), date):
        faults.append("EDTF")
    return faults + [f"no words in {language}" for language in ("en", "pl", "de") if not word_date(date, language)]


def _same(one: HistoricalDate, other: HistoricalDate) -> bool:
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def run(count: int, seed: int) -> Counter[str]:
    """Read so many texts; return the number of dates, of texts left as words, and of each fault."""
    chance, known = random.Random(seed), pieces()
    found: Counter[str] = Counter()
    for number in range(count):
        text = make_text(chance, known)
        try:
            date = read_date(text)
            faults = faults_of(text, date, thoroughly=number % 10 == 0)
            found["dates" if date.is_dated() else "words"] += 1
        except Exception:  # Whatever it is, it is what the run looks for.
            faults = ["raised " + traceback.format_exc(limit=-1).strip().splitlines()[-1]]
        for fault in faults:
            found[f"fault: {fault}"] += 1
            if sum(amount for name, amount in found.items() if name.startswith("fault")) <= SHOWN_FAULTS:
                print(f"{fault}: {text!r}", file=sys.stderr)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    started = time.process_time()
    found = run(wanted.count, wanted.seed)
    faults = sum(amount for name, amount in found.items() if name.startswith("fault"))
    print(f"{wanted.count} texts, seed {wanted.seed}, {time.process_time() - started:.0f} CPU seconds: "
          f"{found['dates']} dates, {found['words']} left as words, {faults} faults")  # fmt: skip
    for name, amount in sorted(found.items()):
        if name.startswith("fault"):
            print(f"  {amount} {name}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
