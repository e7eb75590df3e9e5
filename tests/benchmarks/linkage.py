"""Who is the same person, measured on invented records: python -m tests.benchmarks.linkage [--records 100000]

Prints precision and recall of our comparisons, of Splink's own stock comparisons and of the rule "same folded name and
birth year", with intervals (Wilson, 95 %), the traps above the automatic threshold and the time: for people from whom
nothing was learned, which is another seed, or of the seed learned from the other half. Nothing here is asserted.
With --cost 10000 100000 1000000: what sizes cost. With --people 10000 41000: how many people are estimated behind them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from records.linkage.compared import compared
from records.linkage.comparisons import FAMILY
from records.linkage.estimating import HARDLY, estimate_people
from records.linkage.family_ties import weigh_families
from records.linkage.large_run import files_of_run, run_in_parts, write_records
from records.linkage.pair_files import PairFiles, read_pairs
from records.linkage.parameters import learned_parameters
from records.linkage.proposing import propose
from records.linkage.rivals import weigh_rivals
from records.linkage.scoring import Scored, Scorer, frequencies_of
from records.linkage.splink_model import DuckDBEngine, duckdb_connection, scored_pairs, table_of
from records.linkage.through_others import weigh_through_others
from records.linkage.weighing_in_parts import WeighingInParts
from tests.benchmarks.intervals import wilson
from tests.benchmarks.labelled_families import told_relatives
from tests.benchmarks.labelled_records import VERSION, Labelled, labelled_records
from tests.benchmarks.linkage_model import are_trap, half, lists_of, true_pairs
from tests.benchmarks.linkage_stock import stock_pairs

_THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999)
_LEAST = 0.01
# So many records in each part of a large run.
_PART = 100_000
_TIE = ("one", "other", "tie")
Pair = tuple[str, str, float]


def our_pairs(records: Sequence[Labelled], threads: int, memory: str = "6GB") -> list[Scored]:
    """Return the pairs that our comparisons find, rivals weighed and others heard."""
    parameters, rows = learned_parameters(), {one.told.key: compared(one.told) for one in records}
    with tempfile.TemporaryDirectory() as spill, duckdb_connection(threads, memory, Path(spill)) as connection:
        alone = list(scored_pairs(connection, table_of(rows.values()), parameters, parameters.kept))
    scorer = Scorer(parameters, frequencies_of(rows.values()), len(rows))
    return weigh_through_others(weigh_rivals(alone, lists_of(records)), rows, scorer, parameters.through_others)


def pairs_in_parts(records: Sequence[Labelled], threads: int, least: float, memory: str = "6GB") -> list[Pair]:
    """Return the pairs that an archive too large for memory would have: compared, weighed in parts, families told."""
    parameters, told = learned_parameters(), told_relatives(records)
    with tempfile.TemporaryDirectory() as passing:
        source, kin, run = (Path(passing) / name for name in ("records.parquet", "relatives.parquet", "pairs"))
        number = write_records((compared(one.told) for one in records), source)
        ties = [(one, other, tie) for one, of_one in told.items() for other, tie in of_one.items()]
        pq.write_table(pa.table({name: [tie[place] for tie in ties] for place, name in enumerate(_TIE)}), kin)
        with duckdb_connection(threads, memory, Path(passing) / "spill") as connection:
            engine = DuckDBEngine(connection, source, parameters)
            run_in_parts(engine, source, run, parameters, parts=-(-number // _PART), least=parameters.kept,
                         progress=_no_progress)  # fmt: skip
            weighing = WeighingInParts(PairFiles(connection, source, kin, Path(passing) / "work"), parameters)
            made = weighing.weigh(files_of_run(run), _no_progress, least=least)
        pairs = (pair for file in made for part in read_pairs(file) for pair in part)
        return [(pair.one, pair.other, pair.probability) for pair in pairs]


def _no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def exact_pairs(records: Iterable[Labelled]) -> list[Pair]:
    """Return the pairs with the same folded surname and given name, Cyrillic read in Polish letters, and birth year."""
    groups: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for one in records:
        row = compared(one.told)
        if row.surname and row.given and row.birth_first:
            groups[row.surname, row.given, row.birth_first].append(row.unique_id)
    return [(first, second, 1.0) for keys in groups.values() for first, second in combinations(keys, 2)]


def print_curve(name: str, pairs: Sequence[Pair], records: Sequence[Labelled], thresholds: Sequence[float]) -> None:
    """Print precision and recall above each threshold, and how many traps lie there."""
    by_key = {one.told.key: one for one in records}
    truth = true_pairs(records)
    print(f"\n{name}: above | pairs | precision (95 %) | recall (95 %) | traps")
    for threshold in thresholds:
        above = [(by_key[left], by_key[right]) for left, right, likely in pairs if likely >= threshold]
        right = sum(one.person == other.person for one, other in above)
        traps = sum(one.person != other.person and are_trap(one, other) for one, other in above)
        if above:
            shares = (wilson(right, len(above)), wilson(right, truth))
            told = " | ".join(f"{share:.4f} ({low:.4f}-{high:.4f})" for share, low, high in shares)
            print(f"{threshold} | {len(above):,} | {told} | {traps}", flush=True)


def _quality(number: int, seed: int, threads: int) -> None:
    parameters = learned_parameters()
    drawn = labelled_records(number, seed)
    records = half(drawn, training=False) if seed == parameters.trained_on["seed"] else drawn
    print(f"{len(records):,} records, {true_pairs(records):,} pairs of one person; seed {seed}, generator {VERSION}, "
          f"model {parameters.version}")  # fmt: skip
    started = time.perf_counter()
    ours = our_pairs(records, threads)
    took = time.perf_counter() - started
    print_curve("Ours", [(one.left, one.right, one.probability) for one in ours], records, _THRESHOLDS)
    told = weigh_families(ours, told_relatives(records), parameters.through_others[FAMILY])
    print_curve("Ours, families told", [(one.left, one.right, one.probability) for one in told], records, _THRESHOLDS)
    in_parts = pairs_in_parts(records, threads, _THRESHOLDS[0])
    print_curve("Ours, families told, weighed in parts", in_parts, records, _THRESHOLDS)
    for name, pairs in (("", ours), (", families told", told)):
        certain = [(one.left, one.right, 1.0) for one in pairs if one.is_certain(parameters)]
        print_curve(f"Ours, certain ({parameters.certain} and told apart){name}", certain, records, [1.0])
    print_curve("Same folded name and birth year", exact_pairs(records), records, [1.0])
    started = time.perf_counter()
    stock = stock_pairs(records, threads, _LEAST)
    print_curve("Splink's stock comparisons", stock, records, _THRESHOLDS)
    print(f"\nSeconds: ours {took:.1f}, stock {time.perf_counter() - started:.1f} (training included)")


def _people(number: int, seed: int) -> None:
    """Print how many people are estimated behind so many records, as the archive does it, and how many there are."""
    records = labelled_records(number, seed)
    parameters, rows = learned_parameters(), [compared(one.told) for one in records]
    found = propose(rows, parameters, relatives=told_relatives(records), least=HARDLY)
    pairs = [(one.pair.left, one.pair.right, one.pair.probability) for one in found]
    told = estimate_people([one.told.key for one in records], pairs)
    people = len({one.person for one in records})
    print(f"{told.records:,} records, seed {seed}: {told.fewest:,} to {told.most:,} people, about {told.likely:,}; "
          f"they are {people:,} ({told.likely / people - 1:+.1%})", flush=True)  # fmt: skip


def _cost(number: int, seed: int, threads: int, memory: str, folder: Path) -> None:
    """Print what comparing so many records costs; the file of records stays in the folder."""
    started = time.perf_counter()
    records = labelled_records(number, seed)
    drawn = time.perf_counter()
    source, run = folder / f"records-{number}.parquet", folder / f"run-{number}-{time.time_ns()}"
    write_records((compared(one.told) for one in records), source)
    read = time.perf_counter()
    # In a process of its own, for what it costs in memory.
    command = [sys.executable, "manage.py", "compare_records", str(source), str(run), "--verbosity=0"]
    subprocess.run([*command, f"--parts={-(-number // _PART)}", f"--threads={threads}", f"--memory={memory}"],
                   check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    report = json.loads((run / "report.json").read_text(encoding="utf-8"))
    print(json.dumps({
        "records": number, "drawing": round(drawn - started, 1), "reading names": round(read - drawn, 1),
        **{name: report[name] for name in ("pairs", "parts", "seconds", "peak_mb")},
    }), flush=True)  # fmt: skip


def main() -> None:
    """Measure quality, or what sizes cost."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--records", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--threads", type=int, default=2)
    words.add_argument("--memory", default="6GB", help="DuckDB's limit; beyond it, it spills to disk")
    words.add_argument("--cost", type=int, nargs="+", default=[])
    words.add_argument("--people", type=int, nargs="+", default=[], help="estimate the people behind so many records")
    words.add_argument("--folder", type=Path, help="where --cost leaves records and pairs; by default nowhere")
    asked = words.parse_args()
    for number in asked.people:
        _people(number, asked.seed)
    if asked.people:
        return
    if not asked.cost:
        _quality(asked.records, asked.seed, asked.threads)
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = asked.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for number in asked.cost:
            _cost(number, asked.seed, asked.threads, asked.memory, folder)


if __name__ == "__main__":
    main()
