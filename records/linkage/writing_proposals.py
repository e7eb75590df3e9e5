"""The queue of proposals written batch by batch, each in a transaction that also asks what was decided meanwhile.

So nobody who decides, merges or saves waits long, and what they did counts. A row is written over that of before; at
the end the rows of before that hold no longer go.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from records.linkage.compared import Compared
from records.linkage.estimating import Estimate, estimate_in_order
from records.linkage.family_ties import Relatives
from records.linkage.pair_files import PairFiles, Progress, WeighedPair, read_pairs, table_of_files
from records.linkage.parameters import Parameters
from records.linkage.proposal_rows import AT_ONCE, NAME, PERSON, both_of, open_pairs, row_of
from records.linkage.proposals import Proposal as Kept
from records.linkage.proposals_of_archive import ProposalReport
from records.linkage.proposing import Proposal
from records.linkage.scoring import Scored
from records.linkage.told_names import key_of_name, names_to_compare
from records.linkage.told_people import key_of_person, people_to_compare
from records.linkage.weighing_in_parts import WeighingInParts

_IN_A_FILE, _GONE_AT_ONCE = 50_000, 5_000
_RENEWED = [column.name for column in Kept._meta.fields if column.name not in ("id", "one", "other")]


@dataclass(slots=True)
class _Tally:
    """How many of the likely pairs there are: in all, with a person, apart from kin and pages, and kept."""

    found: int = 0
    with_people: int = 0
    apart: int = 0
    kept: int = 0


class WritingProposals:
    """Makes the queue of weighed pairs; ``now`` marks the rows of this run."""

    def __init__(self, files: PairFiles, weighing: WeighingInParts, parameters: Parameters, now: datetime) -> None:
        self._files, self._weighing, self._parameters, self._now = files, weighing, parameters, now
        self._tally = _Tally()

    def write(self, weighed: Sequence[Path], progress: Progress) -> ProposalReport:
        """Write the rows of the likely pairs in these files, and keep in a step which pairs count for the estimate."""
        shutil.rmtree(self._files.folder / "waiting", ignore_errors=True)
        self._files.write_step("waiting", self._each_waiting(weighed, progress), _IN_A_FILE)
        _drop_older_than(self._now)
        people, tally = self._count("compared", "unique_id"), self._tally
        return ProposalReport(
            people, self._files.records - people, tally.kept, tally.apart - tally.kept,
            tally.with_people - tally.apart, tally.found - tally.with_people,
        )  # fmt: skip

    def estimate(self, counted: Iterable[str]) -> tuple[Estimate, int]:
        """Return how many people are behind the records of these keys, and how many of the records are persons."""
        keys = self._files.folder / "counted.parquet"
        _write_keys(counted, keys)
        self._files.ask(
            "CREATE OR REPLACE TABLE numbered AS SELECT unique_id AS key, row_number() OVER () - 1 AS number"  # noqa: S608
            f" FROM compared SEMI JOIN {table_of_files([keys])} AS counted ON unique_id = counted.key"
        )
        people = self._count("numbered", "key")
        [(records,)] = self._files.ask("SELECT count(*) FROM numbered").fetchall()
        pairs = self._files.rows(
            "SELECT a.number, b.number, probability"  # noqa: S608
            f" FROM {table_of_files(self._files.of_step('waiting'))} AS waiting"
            " JOIN numbered AS a ON waiting.one = a.key JOIN numbered AS b ON waiting.other = b.key"
            " ORDER BY probability DESC, waiting.one, waiting.other"
        )
        return estimate_in_order(records, pairs), people

    def _each_waiting(self, weighed: Sequence[Path], progress: Progress) -> Iterator[WeighedPair]:
        """Write the rows, and yield the pairs that wait to be decided, fainter ones and those of two names too."""
        for number, file in enumerate(weighed, 1):
            pairs = [pair for part in read_pairs(file) for pair in part]
            likely = [pair for pair in pairs if self._is_likely(pair) and _has_person(pair)]
            records = self._files.records_of(key for pair in likely for key in pair[:2])
            kin = self._kin_in(file)
            for start in range(0, len(pairs), AT_ONCE):
                yield from self._write_batch(pairs[start : start + AT_ONCE], records, kin)
            progress("proposals", number, len(weighed))

    def _write_batch(
        self, pairs: Sequence[WeighedPair], records: Mapping[str, Compared], kin: Relatives
    ) -> Iterator[WeighedPair]:
        of_people = {pair[:2]: pair for pair in pairs if _has_person(pair)}
        with transaction.atomic():
            there = _who_is_there(key for ends in of_people for key in ends)
            with_people = [self._proposal(pair, records) for pair in of_people.values() if there.issuperset(pair[:2])]
            opened = open_pairs(with_people, kin)
            rows = [
                row_of(one, records, self._now, again=both_of(one) in opened.decided)
                for one in opened.waiting
                if self._is_likely(one.pair)
            ]
            Kept.objects.bulk_create(rows, update_conflicts=True, unique_fields=["one", "other"],
                                     update_fields=_RENEWED)  # fmt: skip
        of_names = [pair for pair in pairs if not _has_person(pair)]
        tally = self._tally
        tally.found += sum(map(self._is_likely, of_names)) + self._likely_among(with_people)
        tally.with_people += self._likely_among(with_people)
        tally.apart += self._likely_among(opened.apart)
        tally.kept += len(rows)
        yield from of_names
        yield from (of_people[one.pair.left, one.pair.right] for one in opened.waiting)

    def _proposal(self, pair: WeighedPair, records: Mapping[str, Compared]) -> Proposal:
        """The fainter ones are for the estimate alone, and need no reasons."""
        if not self._is_likely(pair):
            return Proposal(pair.scored(), certain=False)
        scored = self._weighing.with_parts(pair, records)
        return Proposal(scored, scored.is_certain(self._parameters))

    def _is_likely(self, pair: WeighedPair | Scored) -> bool:
        return pair.probability >= self._parameters.likely

    def _likely_among(self, proposals: Iterable[Proposal]) -> int:
        return sum(self._is_likely(one.pair) for one in proposals)

    def _kin_in(self, file: Path) -> Relatives:
        """Return those of the pairs in a file that are relatives."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        asked = f"SELECT one, other, tie FROM relative SEMI JOIN {table_of_files([file])} AS pair USING (one, other)"  # noqa: S608
        for one, other, tie in self._files.rows(asked):
            found[one][other] = tie
        return found

    def _count(self, table: str, key: str) -> int:
        """Return how many people of the archive there are among the records of a table."""
        [(number,)] = self._files.ask(f"SELECT count(*) FROM {table} WHERE {key} LIKE '{PERSON}%'").fetchall()  # noqa: S608
        return int(number)


def _has_person(pair: WeighedPair) -> bool:
    return PERSON in (pair.one[:2], pair.other[:2])


def _who_is_there(keys: Iterable[str]) -> set[str]:
    """Return those of the keys whose people and names are compared still: others were merged, identified, withdrawn."""
    ids: dict[str, set[str]] = {PERSON: set(), NAME: set()}
    for key in keys:
        ids[key[:2]].add(key[2:])
    people = people_to_compare().filter(public_id__in=ids[PERSON]).order_by()
    names = names_to_compare().filter(pk__in=[int(pk) for pk in ids[NAME]]).order_by()
    found = {key_of_person(public_id) for public_id in people.values_list("public_id", flat=True)}
    return found | {key_of_name(pk) for pk in names.values_list("pk", flat=True)}


def _drop_older_than(now: datetime) -> None:
    """Take away the rows of before that were not renewed; of those made since, the next run will judge."""
    older, last = Kept.objects.filter(made_at__lt=now).order_by("pk"), 0
    while pks := list(older.filter(pk__gt=last).values_list("pk", flat=True)[:_GONE_AT_ONCE]):
        last = pks[-1]
        older.filter(pk__in=pks).delete()


def _write_keys(keys: Iterable[str], path: Path) -> None:
    rows = iter(keys)
    with pq.ParquetWriter(path, pa.schema([("key", pa.string())])) as writer:
        while some := list(islice(rows, _IN_A_FILE)):
            writer.write_table(pa.table({"key": pa.array(some, pa.string())}))
