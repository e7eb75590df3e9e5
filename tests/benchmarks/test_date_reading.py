"""How fast dates are read, against the clock's own reader in the same run: a ratio, never seconds."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from records.dates.reading import read_date
from records.fixture_files import fixture_rows
from tests.benchmarks.fuzz_dates import run

pytestmark = pytest.mark.benchmark
ROUNDS, ANCHORS = 10, ("10 February 1940", "1940-02-10", "10.02.1940")
FORMS = ("%d %B %Y", "%Y-%m-%d", "%d.%m.%Y")


def per_second(work: Callable[[], object], count: int) -> float:
    """Return how many of `count` things are done in a second of this process, in the best of five runs."""
    spent = []
    for _turn in range(5):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return count / min(spent)


def test_dates_are_read_about_as_fast_as_the_clock_reads_its_own(record_property) -> None:
    texts = [row["text"] for row in fixture_rows("dates", "readings.csv")] * ROUNDS
    anchors = list(zip(ANCHORS, FORMS, strict=True)) * (len(texts) // len(ANCHORS))
    read_date(texts[0])
    dates = per_second(lambda: [read_date(text) for text in texts], len(texts))
    clock = per_second(lambda: [datetime.strptime(text, form) for text, form in anchors], len(anchors))
    record_property("dates_per_second", round(dates))
    print(f"{dates:.0f} dates per CPU second; strptime, which is told the form: {clock:.0f}; {clock / dates:.1f} times")
    # A floor against decay, with room for a busy machine.
    assert clock / dates < 20


def test_thousands_of_strange_texts_raise_nothing() -> None:
    found = run(20_000, seed=7)
    assert [name for name in found if name.startswith("fault")] == []
    assert found["dates"] > 1000
