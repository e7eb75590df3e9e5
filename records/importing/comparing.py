"""Comparing what an import brought: who may be somebody already here is proposed, and stands in its report.

After the import, which is one transaction: killed in between, the changes wait, and the nightly run proposes the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from records.documents.models import Mention
from records.importing.import_report import ABOUT_LIKELY, ImportReport
from records.importing.models import ImportBatch, ImportedRecord
from records.importing.newcomers import MOST_COMPARED
from records.linkage.following import follow_changes
from records.linkage.proposals_of_new import propose_for_new
from records.linkage.scoring import Scored
from records.linkage.told_names import key_of_name
from records.linkage.told_people import key_of_person
from records.people.models import Person

Progress = Callable[[str, int, int], None]


def compare_import(number: int, now: datetime, progress: Progress) -> dict[str, Any]:
    """Bring the index up to date, propose for the people an import made, and write into its report what was found.

    Returns that part of the report. Of many the first are sought; the nightly run seeks all.
    """
    follow_changes(progress)
    batch = ImportBatch.objects.get(pk=number)
    made = ImportedRecord.objects.filter(batch=batch, kind=Person.KIND, created=True, target__isnull=False)
    rows = list(made.order_by("pk").values_list("target", "line", "record_id")[:MOST_COMPARED])
    named = Mention.objects.filter(imported_in=batch.pk).order_by("pk")
    names = list(named.values_list("pk", "imported_line", "as_written")[:MOST_COMPARED])
    found = propose_for_new([pk for pk, _line, _id in rows if pk], [pk for pk, _line, _name in names], now, progress)
    report = ImportReport(batch.file_name, batch=number, compared=found.compared)
    report.not_compared = max(made.count() - len(rows), 0)
    same, kin = _by_left(found.same), _by_left(found.kin)
    ids = [public_id for _pk, _line, public_id in rows if key_of_person(public_id) in same.keys() | kin.keys()]
    called = dict(Person.objects.filter(public_id__in=ids).values_list("public_id", "sort_name"))
    new = [(key_of_person(one), line, called.get(one, "")) for _pk, line, one in rows]
    new += [(key_of_name(pk), line or 0, name) for pk, line, name in names]
    for key, line, name in new:
        if key in same or key in kin:
            report.may_be_here(line, name, same.get(key, []), kin.get(key, []))
    told = {name: value for name, value in report.as_dict().items() if name in ABOUT_LIKELY}
    # The list of imports is read by all, what a list says perhaps not.
    batch.report |= {**told, "likely": [], "kin": []} if batch.is_table else told
    batch.save(update_fields=["report"])
    return told


def _by_left(pairs: Iterable[Scored]) -> dict[str, list[Scored]]:
    found: dict[str, list[Scored]] = defaultdict(list)
    for pair in pairs:
        found[pair.left].append(pair)
    return dict(found)
