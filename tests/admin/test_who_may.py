"""Who may do what: one table over every model of the desk, every view of it, and every group.

V volunteer, E editor, A archivist, D administrator. A stranger and an account without a group may nothing at all.
A new model, or a new view of the desk, fails here until it has its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from records.admin.job_admin import JobAdmin
from records.admin.tables.table_desk import store_list
from records.change_sets import ChangeSet
from records.contributions.models import Contribution, SentFile
from records.contributions.receiving import received_folder
from records.documents.models import DocumentImage
from records.exporting.models import Export
from records.importing.jobs import ImportJob
from records.importing.models import ImportBatch
from records.people.models import Event
from records.record_model import Status
from records.reviewing.models import SecondReading
from records.tables.models import TableJob
from records.tables.plan import Plan, plan_to_plain
from records.tables.table_file import look_at
from records.transcribing.entry import Entry
from tests.admin.asking import asked_by, may, people_at_the_desk
from tests.admin.desk import document, hint, mention, person, source
from tests.admin.test_fixed_queries import LISTS
from tests.admin.test_proposals_desk import proposed
from tests.merging.doubled_world import merge

pytestmark = pytest.mark.usefixtures("empty_archive")


@dataclass(frozen=True)
class Line:
    """Who may see (list, one, history), add, change and delete; and change what is published."""

    see: str
    add: str = ""
    change: str = ""
    delete: str = ""
    published: str = ""


ENTERED = Line("VEAD", add="VEAD", change="VEAD", delete="EAD", published="EAD")
BACKGROUND = Line("VEAD", add="EAD", change="EAD", delete="EAD", published="EAD")
MODELS = {
    "records.person": ENTERED,
    "records.family": ENTERED,
    "records.place": ENTERED,
    "records.source": ENTERED,
    "records.archive": ENTERED,
    "records.document": ENTERED,
    "records.mention": Line("VEAD", change="VEAD", delete="EAD", published="EAD"),
    "records.identification": ENTERED,
    "records.journeystage": ENTERED,
    "records.familyhistory": ENTERED,
    "records.author": Line("VEAD", add="VEAD", change="VEAD", delete="EAD"),
    "records.chapter": BACKGROUND,
    "records.topic": BACKGROUND,
    "records.changeset": Line("VEAD"),
    "records.contribution": Line("EAD", change="ED", delete="D"),
    "records.importbatch": Line("VEAD"),
    "records.importedrecord": Line("VEAD"),
    "records.residue": Line("VEAD"),
    "records.outboxentry": Line("VEAD", delete="D"),
    "records.importjob": Line("AD", add="AD"),
    "records.tablejob": Line("AD", add="AD"),
    "records.export": Line("VEAD", add="VEAD"),
    "records.download": Line("AD"),
    "records.collection": Line("D", add="D", change="D", delete="D"),
    "records.invitation": Line("ED", add="ED", delete="ED"),
    "auth.user": Line("D", add="D", change="D", delete="D"),
    "auth.group": Line("D", change="D"),
}
# The views beside list, add, change, delete and history: how they are asked, and who may have them.
OTHERS = {
    "records_document_picture": ("get", "VEAD"),
    "records_export_write": ("post", "VEAD"),
    "records_export_download": ("post", "VEAD"),
    "records_export_progress": ("get", "VEAD"),
    "records_export_again": ("post", "VEAD"),
    "records_changeset_revert": ("get", "VEAD"),
    "records_changeset_period": ("get", "VEAD"),
    "records_changeset_deleted": ("get", "EAD"),
    "records_changeset_restore": ("get", "EAD"),
    "message-make": ("post", "ED"),
    "message-thanks": ("post", "ED"),
    "message-file": ("get", "EAD"),
    "help": ("get", "VEAD"),
    "help-words": ("get", "VEAD"),
    "help-fields": ("get", "VEAD"),
    "help-udostoverenie": ("get", "VEAD"),
    "help-keys": ("get", "VEAD"),
    "help-inbox": ("get", "VEAD"),
    "help-stories": ("get", "VEAD"),
    "help-first-entry": ("get", "VEAD"),
    "transcribe-kinds": ("get", "VEAD"),
    "transcribe-session": ("get", "VEAD"),
    "transcribe-back": ("get", "VEAD"),
    "transcribe-readings": ("get", "VEAD"),
    "transcribe-scans": ("post", "VEAD"),
    "transcribe-scan": ("get", ""),
    "transcribe": ("get", "VEAD"),
    "transcribe-likely": ("post", "VEAD"),
    "transcribe-warnings": ("post", "VEAD"),
    "transcribe-table": ("post", "VEAD"),
    "transcribe-saved": ("get", "VEAD"),
    "review-line": ("get", "VEAD"),
    "review-read-again": ("get", "VEAD"),
    "review-second": ("get", "VEAD"),
    "review-differences": ("get", "EAD"),
    "review-agreement": ("get", "VEAD"),
    "review-letter": ("get", "VEAD"),
    "review-conclude": ("post", "VEAD"),
    "review-record": ("get", "VEAD"),
    "review-accept": ("post", "EAD"),
    "review-return": ("post", "EAD"),
    "review-remark": ("post", "VEAD"),
    "review-contradictions": ("get", "VEAD"),
    "hints": ("get", "VEAD"),
    "hint-settle": ("post", "VEAD"),
    "pair-decisions": ("get", "VEAD"),
    "pair-merges": ("get", "VEAD"),
    "pair-proposals": ("get", "VEAD"),
    "pair-proposal-decide": ("post", "VEAD"),
    "pair-seek": ("get", "VEAD"),
    "pair-may-be": ("post", "VEAD"),
    "pair": ("get", "VEAD"),
    "pair-decide": ("post", "VEAD"),
    "pair-merge": ("post", "EAD"),
    "pair-undo": ("post", "EAD"),
    "records_importjob_preview": ("post", "AD"),
    "records_importjob_check": ("post", "AD"),
    "records_importjob_take_in": ("post", "AD"),
    "records_importjob_progress": ("get", "AD"),
    "records_importjob_again": ("post", "AD"),
    "records_importbatch_undo": ("get", "AD"),
    "tables": ("get", "AD"),
    "records_tablejob_head": ("get", "AD"),
    "records_tablejob_columns": ("get", "AD"),
    "records_tablejob_take_in": ("post", "AD"),
    "records_tablejob_rows": ("get", "AD"),
    "records_tablejob_progress": ("get", "AD"),
    "records_tablejob_again": ("post", "AD"),
    "auth_user_password_change": ("get", "D"),
    "auth_user_let_in": ("post", "D"),
    "index": ("get", "VEAD"),
    "app_list": ("get", "VEAD"),
    "password_change": ("get", "VEAD"),
    "password_change_done": ("get", "VEAD"),
    "search": ("get", "VEAD"),
}
# Their addresses are the project's own, not the admin's.
BESIDE_THE_ADMIN = ("transcribe", "help", "review", "tables", "pair", "hint")
# Everybody may ask these; what they answer hangs on the record asked for (look-ups: see the closed collections).
OPEN_TO_ALL = {"login", "logout", "jsi18n", "autocomplete", "view_on_site"}
# They need a statement that is there once: test_inbox.py holds them.
OF_A_STATEMENT = {"message-take_back", "message-release"}
ACTS = ("changelist", "add", "change", "delete", "history")


def _models() -> dict[str, Any]:
    return {model._meta.label_lower: model for model in admin.site._registry}


def _url(model: Any, act: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


def _attempts(model: Any, one: Any) -> dict[str, tuple[str, str]]:
    return {
        "list": ("get", _url(model, "changelist")),
        "see": ("get", _url(model, "change", one.pk)),
        "history": ("get", _url(model, "history", one.pk)),
        "add": ("get", _url(model, "add")),
        "change": ("post", _url(model, "change", one.pk)),
        "delete": ("get", _url(model, "delete", one.pk)),
    }


def _give(model_admin: Any, one: Any, status: Status) -> bool:
    record = model_admin.governing(one) if hasattr(model_admin, "governing") else None
    if record is None:
        return False
    type(record).objects.filter(pk=record.pk).update(status=status)
    return True


def _found(people: dict[str, Any], method: str, url: str, data: Any = None) -> str:
    return "".join(letter for letter, user in people.items() if may(user, url, method, data))


def test_every_model_of_the_desk_has_its_line() -> None:
    assert set(MODELS) == set(_models()) == {model._meta.label_lower for model in LISTS}


def _views(patterns: Any, before: str = "") -> Iterator[tuple[str | None, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, route)
        else:
            yield pattern.name, route


def test_every_view_of_the_desk_has_its_line() -> None:
    desk = [part for part in get_resolver().url_patterns if str(part.pattern).startswith("admin/")]
    of_models = {f"{label.replace('.', '_')}_{act}" for label in MODELS for act in ACTS}
    views = dict.fromkeys(view for part in desk for view in _views(part.url_patterns))
    known = of_models | set(OTHERS) | OPEN_TO_ALL | OF_A_STATEMENT
    # The nameless ones lead from an old address to the new one, or nowhere.
    nameless = [route for name, route in views if name is None and not route.endswith("<path:object_id>/")]
    assert ({name for name, _route in views if name is not None} - known, nameless) == (set(), ["(?P<url>.*)$"])
    assert known <= {name for name, _route in views}


@pytest.mark.parametrize("label", MODELS)
def test_who_may(label: str, db) -> None:
    people, line, model = people_at_the_desk(), MODELS[label], _models()[label]
    one = LISTS[model](1)
    model_admin = admin.site._registry[model]
    _give(model_admin, one, Status.DRAFT)
    attempts = _attempts(model, one)
    is_job = isinstance(model_admin, JobAdmin)
    if is_job or label == "records.changeset":
        # The page of a job, and of what happened, takes no form.
        attempts.pop("change")
    expected = {act: line.see for act in ("list", "see", "history")}
    expected |= {"add": line.add, "change": line.change, "delete": line.delete}
    if label == "records.invitation":
        # Each editor sees the invitations of their own.
        people["F"] = _another_editor()
    found = {act: _found(people, method, url) for act, (method, url) in attempts.items()}
    if label == "records.invitation":
        expected |= {"list": "EDF", "add": "EDF"}
    assert found == {act: expected[act] for act in found}
    if is_job:
        request = asked_by(people["D"], attempts["see"][1])
        assert not model_admin.has_change_permission(request, one)
    if _give(model_admin, one, Status.PUBLISHED):
        found = {act: _found(people, *attempts[act]) for act in ("see", "change", "delete")}
        assert found == {"see": line.see, "change": line.published, "delete": line.delete}


def _another_editor() -> User:
    user = User.objects.create(username="another_editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    return user


def _argument_of(name: str, people: dict[str, Any]) -> tuple[Any, ...]:
    if name == "records_document_picture":
        row = DocumentImage(document=document(), sha256="0" * 64, width=1, height=1)
        row.file.save("x.png", ContentFile(b"x"))
        return (row.document_id, row.pk)
    if name.startswith("records_export"):
        return (Export.objects.create(format="csv", state="failed", audience="public").pk,)
    if name.startswith("records_importjob"):
        return (ImportJob.objects.create(file_name="a.ged", state="failed").pk,)
    if name.startswith("records_tablejob"):
        return (_list_at_hand(taken_in=name.endswith("rows")).pk,)
    if name.startswith("records_importbatch"):
        return (ImportBatch.objects.create(file_name="a.ged").pk,)
    if name.startswith("auth_user"):
        return (people["V"].pk,)
    if name == "records_changeset_revert":
        return (ChangeSet.objects.create(by="Ada").pk,)
    if name == "records_changeset_restore":
        gone = person("Jan", "Kowalski")
        gone.delete()
        return ("person", gone.public_id)
    if name.startswith("message"):
        message = Contribution.objects.create(name="Reader", text="I knew him.")
        return (message.pk, _page_of(message).pk) if name == "message-file" else (message.pk,)
    if name.startswith("transcribe"):
        return _argument_of_transcribing(name)
    if name.startswith("review"):
        return _argument_of_reviewing(name)
    if name.startswith("pair"):
        return _argument_of_a_pair(name)
    if name == "hint-settle":
        return (hint(person("Janina", "Kowalska")).pk,)
    return ("records",) if name == "app_list" else ()


def _argument_of_a_pair(name: str) -> tuple[Any, ...]:
    """Return whom to seek, two people, or a merge."""
    one, other = person("Janina", "Kowalska"), person("Jennie", "Kowalski")
    if name == "pair-proposal-decide":
        named = mention(document(source(), title="A list"), "Kowalska Janina")
        return (proposed(one, f"n:{named.pk}").pk,)
    if name == "pair-undo":
        return (merge(one, other).pk,)
    both = (one.public_id, other.public_id)
    return {"pair-seek": both[:1], "pair": both, "pair-decide": both, "pair-merge": both}.get(name, ())


def _list_at_hand(*, taken_in: bool) -> TableJob:
    """Return a list to choose about, or one that was taken in."""
    job = store_list(SimpleUploadedFile("list.csv", b"Name\nNikt Jan\n"), "Ada")
    job.plan = plan_to_plain(Plan(look_at(job.path), list_head=Entry(kind="train_list")))
    job.batch = ImportBatch.objects.create(file_name="list.csv", version="CSV") if taken_in else None
    job.save()
    return job


def _argument_of_transcribing(name: str) -> tuple[Any, ...]:
    if name in ("transcribe-scans", "transcribe-scan"):
        # Scans are kept for whoever sent them: of another's form there is none.
        return ("a" * 32,) if name == "transcribe-scans" else ("a" * 32, "1.png")
    if name == "transcribe-saved":
        return ("udostoverenie", document(kind="udostoverenie").pk)
    of_a_kind = ("transcribe", "transcribe-likely", "transcribe-warnings", "transcribe-table")
    return ("udostoverenie",) if name in of_a_kind else ()


def _argument_of_reviewing(name: str) -> tuple[Any, ...]:
    paper = document(kind="udostoverenie", status=Status.REVIEW, hard_to_read=name == "review-second")
    if name == "review-differences":
        SecondReading.objects.create(document=paper, at=timezone.now(), entry={"kind": "udostoverenie"})
    if name in ("review-second", "review-differences"):
        return (paper.pk,)
    of_a_record = ("review-record", "review-accept", "review-return", "review-remark")
    return ("document", paper.public_id) if name in of_a_record else ()


def _page_of(message: Contribution) -> SentFile:
    received_folder().mkdir(parents=True)
    (received_folder() / "a.png").write_bytes(b"a page")
    return SentFile.objects.create(contribution=message, name="a.png", file="a.png")


def _sent_to(name: str) -> dict[str, Any]:
    if name == "message-make":
        return {"make": "letter", "words": "I knew him."}
    if name != "review-conclude":
        return {}
    claim = Event(person=person(), kind="birth", date_text="1898")
    claim.save()
    return {"claim": str(claim.pk), "reason": "The register."}


@pytest.mark.parametrize("name", OTHERS)
def test_who_may_beside(name: str, db, settings, tmp_path) -> None:
    settings.PRIVATE_DIR = tmp_path / "private"
    people, (method, expected) = people_at_the_desk(), OTHERS[name]
    arguments = _argument_of(name, people)
    address = reverse(name if name.startswith(BESIDE_THE_ADMIN) else f"admin:{name}", args=arguments)
    assert _found(people, method, address, _sent_to(name)) == expected
    if name.startswith("records_export"):
        Export.objects.update(audience="archive")
        assert _found(people, method, reverse(f"admin:{name}", args=arguments)) == "AD"
