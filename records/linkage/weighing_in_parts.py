"""The pairs of a large run weighed in parts, by rivals, by other records, by families: as proposing.py does at once.

Of each part only what is near it is asked for: the likely pairs of its records, and what these weigh with one another.
So memory does not grow with the archive. Begun again, it goes on where it stopped.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log2
from pathlib import Path

import pyarrow.parquet as pq

from records.linkage.compared import Compared
from records.linkage.comparisons import FAMILY, FOUND, LIKELY_OTHERS, OTHERS, THROUGH_A_THIRD
from records.linkage.family_ties import SURE, part_of_families, weigh_families
from records.linkage.pair_files import PairFiles, Progress, WeighedPair, read_pairs, table_of_files, text_of
from records.linkage.parameters import Parameters
from records.linkage.rivals import STRONGEST, give_way, part_of_rivals
from records.linkage.scoring import Scored, Scorer, probability_of
from records.linkage.through_others import LIKELY, Others, hear_others, parts_of_others

_AT_ONCE = 50_000
# What is added in another order differs in the last digits.
_ROUNDING = 1e-6


class WeighingInParts:
    """Weighs the pairs of a finished run, ``at_once`` of them at a time."""

    def __init__(self, files: PairFiles, parameters: Parameters, *, at_once: int = _AT_ONCE) -> None:
        self._files, self._at_once = files, at_once
        self._bits = parameters.through_others
        self._scorer = Scorer(parameters, files.frequencies(), files.records)

    def weigh(self, pairs: Sequence[Path], progress: Progress, *, least: float) -> list[Path]:
        """Return the files of the pairs (pair_files.WeighedPair) of at least this probability, all being heard.

        ``pairs``: the files of the run, of the same records.
        """
        self._weigh_rivals(pairs)
        progress("weighing: rivals", 1, 1)
        self._find_through_a_third()
        sources = [*self._files.of_step("rivals"), *self._files.of_step("third")]
        heard = self._files.each_weighed("others", sources, self._hear_others, progress)
        self._files.view("heard", heard)
        self._files.ask(
            f"CREATE OR REPLACE TABLE sure AS SELECT one, other FROM heard WHERE probability >= {SURE}"  # noqa: S608
        )
        return self._files.each_weighed("families", heard, lambda file: self._hear_families(file, least), progress)

    def with_parts(self, pair: WeighedPair, records: Mapping[str, Compared]) -> Scored:
        """Return a pair with all its parts; ``records`` hold both ends."""
        own = self._scorer.score(records[pair.one], records[pair.other])
        parts = [*own.parts] if pair.lost is None else [*own.parts, part_of_rivals(pair.lost)]
        said = {FOUND: pair.found, OTHERS: pair.others, LIKELY_OTHERS: pair.likely_others}
        parts += [*parts_of_others(said, self._bits), part_of_families(pair.family, self._bits[FAMILY])]
        return Scored(pair.one, pair.other, pair.probability, pair.weight, own.start, tuple(parts))

    def _weigh_rivals(self, run: Sequence[Path]) -> None:
        """Write all pairs in order. What a record's pairs with one list weigh together is added up beforehand."""
        files, pairs = self._files, table_of_files(run)
        if not files.is_whole("rivals"):
            odds = f"pow(2, least(match_weight, {STRONGEST}))"
            files.ask(
                "CREATE OR REPLACE TABLE listed AS SELECT unique_id AS key, source FROM compared"
                " WHERE source IS NOT NULL"
            )
            files.ask(
                "CREATE OR REPLACE TABLE held AS SELECT record, source, sum(odds) AS odds FROM ("  # noqa: S608
                f" SELECT unique_id_l AS record, source, {odds} AS odds FROM {pairs} JOIN listed ON key = unique_id_r"
                f" UNION ALL SELECT unique_id_r, source, {odds} FROM {pairs} JOIN listed ON key = unique_id_l"
                ") GROUP BY ALL"
            )
            rows = files.rows(
                "SELECT unique_id_l, unique_id_r, match_weight, of_left.odds, of_right.odds"  # noqa: S608
                f" FROM {pairs} LEFT JOIN listed AS l ON l.key = unique_id_l"
                " LEFT JOIN listed AS r ON r.key = unique_id_r"
                " LEFT JOIN held AS of_left ON of_left.record = unique_id_l AND of_left.source = r.source"
                " LEFT JOIN held AS of_right ON of_right.record = unique_id_r AND of_right.source = l.source"
                " ORDER BY unique_id_l, unique_id_r"
            )
            files.write_step("rivals", (_given_way(*row) for row in rows), self._at_once)
            files.ask("DROP TABLE held")
            files.ask("DROP TABLE listed")
        files.view("pair", files.of_step("rivals"))

    def _find_through_a_third(self) -> None:
        """Write the pairs that nobody compared though both are likely the same as a third, each as it stands alone."""
        files = self._files
        files.ask(
            f"CREATE OR REPLACE TABLE near AS SELECT one, other FROM pair WHERE probability >= {LIKELY}"  # noqa: S608
            f" UNION ALL SELECT other, one FROM pair WHERE probability >= {LIKELY}"
        )
        if not files.is_whole("third"):
            met = files.folder / "met.parquet"
            files.ask(
                "COPY (SELECT DISTINCT a.other AS one, b.other AS other"  # noqa: S608
                " FROM near AS a JOIN near AS b ON a.one = b.one AND a.other < b.other"
                " ANTI JOIN pair ON pair.one = a.other AND pair.other = b.other ORDER BY ALL)"
                f" TO {text_of(met)} (FORMAT parquet)"
            )
            files.write_step("third", self._met(met), self._at_once)

    def _met(self, met: Path) -> Iterator[WeighedPair]:
        for batch in pq.ParquetFile(met).iter_batches(self._at_once):
            ends = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
            records = self._files.records_of(key for pair in ends for key in pair)
            for one, other in ends:
                weight = self._scorer.score(records[one], records[other]).weight
                yield WeighedPair(one, other, None, weight, probability_of(weight), THROUGH_A_THIRD)

    def _hear_others(self, file: Path) -> Iterator[WeighedPair]:
        others = self._others_near(file)
        for part in read_pairs(file):
            for pair in part:
                told = hear_others(pair.scored(), pair.found, others, self._bits)
                _found, surely, likely = told.parts[-3:]
                yield pair._replace(
                    weight=told.weight, probability=told.probability, others=surely.step, likely_others=likely.step
                )

    def _others_near(self, file: Path) -> Others:
        """Return the likely pairs of the records in a file, and the weights of these with the other of each pair."""
        files = self._files
        files.ask(f"CREATE OR REPLACE TABLE target AS SELECT one, other FROM {table_of_files([file])}")  # noqa: S608
        files.ask(
            "CREATE OR REPLACE TABLE around AS"
            " SELECT DISTINCT least(near.one, near.other) AS one, greatest(near.one, near.other) AS other FROM near"
            " SEMI JOIN (SELECT one AS key FROM target UNION SELECT other FROM target) AS ends ON near.one = ends.key"
        )
        files.ask(
            "CREATE OR REPLACE TABLE asked AS"
            " SELECT DISTINCT least(second, third) AS one, greatest(second, third) AS other FROM ("
            " SELECT target.other AS second, near.other AS third FROM target JOIN near ON near.one = target.one"
            " UNION ALL SELECT target.one, near.other FROM target JOIN near ON near.one = target.other"
            ") WHERE second <> third"
        )
        known = files.rows("SELECT pair.* FROM pair SEMI JOIN (FROM around UNION FROM asked) USING (one, other)")
        near = [WeighedPair(*row).scored() for row in known]
        unknown = files.ask("SELECT one, other FROM asked ANTI JOIN pair USING (one, other)").fetchall()
        return Others(near, files.records_of(key for two in unknown for key in two), self._scorer)

    def _hear_families(self, file: Path, least: float) -> Iterator[WeighedPair]:
        """Yield the pairs of a file that are likely enough with what families say; the others no family could help."""
        files, bits = self._files, self._bits[FAMILY]
        enough = log2(least / (1 - least)) - max(0.0, *bits.values()) - _ROUNDING
        rows = files.rows(f"FROM {table_of_files([file])} WHERE weight >= {enough}")
        part = [WeighedPair(*row) for row in rows]
        relatives = files.relatives_of(key for pair in part for key in pair[:2])
        files.keep_keys(key for of_one in relatives.values() for key in of_one)
        one = {
            frozenset(row)
            for row in files.rows(
                "FROM sure SEMI JOIN wanted AS a ON one = a.key SEMI JOIN wanted AS b ON other = b.key"
            )
        }
        weighed = weigh_families([pair.scored() for pair in part], relatives, bits, one)
        for pair, told in zip(part, weighed, strict=True):
            if told.probability >= least:
                yield pair._replace(weight=told.weight, probability=told.probability, family=told.parts[-1].step)


def _given_way(one: str, other: str, weight: float, of_left: float | None, of_right: float | None) -> WeighedPair:
    told = give_way(Scored(one, other, 0.0, weight, 0.0, ()), of_left, of_right)
    return WeighedPair(one, other, told.parts[-1].weight, told.weight, told.probability)
