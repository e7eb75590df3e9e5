"""What the queue of a large archive costs, and how right it is: with a DATA_DIR of its own, `python -m
tests.benchmarks.proposing_at_scale enter 1000000 --seed 2077`, then `... propose`.

``enter`` makes an archive of labelled records: whoever the parish or the archive itself tells of are its people, with
their families, the rest rows of lists; the kept index is written beside them, as filling would write it. ``propose``
compares them in parts, as `manage.py propose_same` does, and prints the cost, and precision and recall of the queue
among the pairs of which one is a person (Wilson, 95 %). It runs in an archive that was there already, too.
"""

import argparse
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

_AT_ONCE = 5_000
_OF_PEOPLE = ("", "parish")


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


def enter(number: int, seed: int, truth: Path) -> None:
    """Make the archive."""
    from django.core.management import call_command
    from django.utils import timezone

    from records.documents.models import Document, Mention, Source
    from records.linkage.compared import compared
    from records.linkage.index_writing import keep_records, writing_index
    from records.linkage.kept_index import number_of_name, number_of_person
    from records.people.models import Family, FamilyChild, FamilyPartner, Person
    from records.record_model import Status, public_id_of
    from tests.benchmarks.labelled_records import labelled_records

    call_command("migrate", verbosity=0, interactive=False)
    records = labelled_records(number, seed)
    source = Source(title="Lists", status=Status.PUBLISHED)
    source.save()
    papers: dict[str, Document] = {}
    families: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    with truth.open("w", encoding="utf-8") as written:
        for batch in _batches(iter(enumerate(records, 1))):
            people, names, rows = [], [], {}
            for pk, one in batch:
                of_list = one.told.source
                if of_list in _OF_PEOPLE:
                    people.append(Person(pk=pk, uid=UUID(int=pk), status=Status.PUBLISHED, sex=one.told.sex.upper()))
                    told = replace(one.told, key=f"p:{people[-1].public_id}", kind="person", source="")
                    rows[number_of_person(pk)] = compared(told)
                    if one.place:
                        families[one.household, of_list].append((one.place, pk))
                else:
                    if of_list not in papers:
                        papers[of_list] = Document(
                            source=source, title=of_list, kind="train_list", status=Status.PUBLISHED
                        )
                        papers[of_list].save()
                    paper = papers[of_list]
                    names.append(Mention(pk=pk, document=paper, as_written=one.told.surname or "?", role="listed"))
                    told = replace(one.told, key=f"n:{pk}", kind="name", source=paper.public_id)
                    rows[number_of_name(pk)] = compared(told)
                written.write(f"{told.key}\t{one.person}\n")
            Person.objects.bulk_create(people)
            Mention.objects.bulk_create(names)
            with writing_index() as state:
                # Nobody looks anything up by a key here.
                state.keys_wait = True
                keep_records(state, rows)
                state.keys_wait = False
    now = timezone.now()
    for numbered in _batches(iter(enumerate(families.values(), 1))):
        uids = {pk: UUID(int=1 << 62 | pk) for pk, _members in numbered}
        Family.objects.bulk_create(
            [Family(pk=pk, uid=uid, public_id=public_id_of(uid), status=Status.PUBLISHED, created_at=now)
             for pk, uid in uids.items()]
        )  # fmt: skip
        for model, place in ((FamilyPartner, "parent"), (FamilyChild, "child")):
            model._default_manager.bulk_create(
                [model(family_id=pk, person_id=one) for pk, members in numbered for its, one in members if its == place]
            )
    from records.outbox import ComparisonDue, OutboxEntry

    for waiting in (ComparisonDue, OutboxEntry):
        waiting.objects.all().delete()


def propose(folder: Path, memory: str) -> None:
    """Make the queue and print what it cost."""
    from datetime import date

    from django.utils import timezone

    from records.linkage.archive_files import index_holds_all
    from records.linkage.proposing_in_parts import propose_in_parts
    from records.linkage.splink_model import WhereToCompare
    from records.management.commands._progress import progress_bars
    from records.privacy.counted_records import each_counted_record
    from records.privacy.visibility import viewer

    now = date.today()
    today = (now.year, now.month, now.day)
    print(f"From the kept index: {index_holds_all()}", flush=True)
    began, used = time.perf_counter(), time.process_time()
    with progress_bars() as progress:
        report, cost = propose_in_parts(
            timezone.now(), progress, each_counted_record(viewer("archive", today)), folder=folder,
            where=WhereToCompare(memory=memory),
        )  # fmt: skip
    print(report, json.dumps({
        "records": cost.records, "pairs": cost.pairs, "rows": cost.rows, "seconds": cost.seconds,
        "wall": round(time.perf_counter() - began, 1), "cpu": round(time.process_time() - used, 1),
        "peak_mb": cost.peak_mb,
    }), sep="\n", flush=True)  # fmt: skip


def _quality(truth: Path) -> None:
    from records.linkage.people_estimate import last_estimate
    from records.linkage.proposals import Proposal
    from tests.benchmarks.intervals import wilson

    with truth.open(encoding="utf-8") as written:
        person_of = dict(line.rstrip("\n").split("\t") for line in written)
    together: dict[str, list[str]] = defaultdict(list)
    for key, person in person_of.items():
        together[person].append(key[0])
    true = sum(_pairs(len(some)) - _pairs(some.count("n")) for some in together.values())
    for what, rows in (("proposed", Proposal.objects.all()), ("certain", Proposal.objects.filter(certain=True))):
        found = right = 0
        for one, other in rows.values_list("one", "other").iterator():
            found += 1
            right += person_of[one] == person_of[other]
        if found:
            _print_shares(what, found, wilson(right, found), wilson(right, true))
    print(f"estimate {last_estimate()}; behind all records are {len(together)} people")


def _print_shares(what: str, found: int, *shares: Sequence[float]) -> None:
    told = ", ".join(
        f"{name} {share:.4f} ({low:.4f}-{high:.4f})"
        for name, (share, low, high) in zip(("precision", "recall"), shares, strict=True)
    )
    print(f"{what}: {found} pairs, {told}")


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def main() -> None:
    """Enter, or propose."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    django.setup()
    from django.conf import settings

    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("act", choices=("enter", "propose"))
    words.add_argument("records", type=int, nargs="?", default=100_000)
    words.add_argument("--seed", type=int, default=2077)
    words.add_argument("--memory", default="4GB", help="DuckDB's limit")
    asked = words.parse_args()
    truth = Path(settings.DATA_DIR) / "truth.tsv"
    if asked.act == "enter":
        enter(asked.records, asked.seed, truth)
        return
    propose(Path(settings.PRIVATE_DIR) / "proposing", asked.memory)
    if truth.exists():
        _quality(truth)


if __name__ == "__main__":
    main()
