"""A closed collection: one line for each part one may have in it, and no way round."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.urls import reverse

from records.admin.access import may_export_archive, statuses_for
from records.admin.closed_collections import DOCUMENT_OF
from records.documents.collections import Collection, CollectionMember
from records.documents.models import Document, DocumentImage, Mention
from records.exporting.models import Export
from records.importing.models import ImportBatch, ImportedRecord, Residue
from records.linkage.models import Identification
from records.people.models import Person
from records.record_model import Status
from tests.admin.asking import answer, asked_by, may, people_at_the_desk
from tests.admin.desk import address, document, mention, open_form, person, source, status_of

pytestmark = pytest.mark.usefixtures("empty_archive")

NOTHING = {"see": "D", "change": "D", "delete": "D", "change published": "D", "delete published": "D"}
# What the letters of the groups may do with a document, a name on it and its identification, by their part in it.
PARTS = {
    "": NOTHING,
    "reader": NOTHING | {"see": "VEAD"},
    "volunteer": NOTHING | {"see": "VEAD", "change": "VEAD"},
    "editor": {
        "see": "VEAD",
        "change": "VEAD",
        "delete": "EAD",
        "change published": "EAD",
        "delete published": "EAD",
    },
}


@pytest.fixture
def closed(db) -> Collection:
    return Collection.objects.create(name="The Nowak papers", open=False)


@pytest.fixture
def paper(closed: Collection) -> Document:
    """A document of the closed collection, with a picture and a name that someone identified."""
    made = document(title="A secret letter", collection=closed, source=source("Family papers"))
    DocumentImage(document=made, sha256="0" * 64, file=ContentFile(b"x", "x.png"), width=1, height=1).save()
    Identification(mention=mention(made, "Hidden Name"), person=person("Jan", "Nowak")).save()
    return made


def _join(closed: Collection, part: str, people: dict[str, Any]) -> None:
    for letter in "VEA":
        if part:
            CollectionMember.objects.create(collection=closed, user=people[letter], role=part)


def _rows(paper: Document) -> list[Any]:
    name = Mention.objects.get(document=paper)
    return [paper, name, Identification.objects.get(mention=name)]


def _who(people: dict[str, Any], row: Any) -> dict[str, str]:
    ways = {"see": ("get", "change"), "change": ("post", "change"), "delete": ("get", "delete")}
    return {
        act: "".join(letter for letter in people if may(people[letter], address(row, page), method))
        for act, (method, page) in ways.items()
    }


def _listed(people: dict[str, Any], row: Any) -> str:
    model_admin = admin.site._registry[type(row)]
    asked = {letter: model_admin.get_queryset(asked_by(user, "/admin/")) for letter, user in people.items()}
    return "".join(letter for letter, rows in asked.items() if letter in "VEAD" and rows.filter(pk=row.pk).exists())


@pytest.mark.parametrize("part", PARTS)
def test_the_part_says_who_may(part: str, closed: Collection, paper: Document) -> None:
    people, line = people_at_the_desk(), PARTS[part]
    _join(closed, part, people)
    for row in _rows(paper):
        expected = {act: line[act] for act in ("see", "change", "delete")}
        assert (type(row).__name__, _who(people, row), _listed(people, row)) == (
            type(row).__name__,
            expected,
            line["see"],
        )
        history = "".join(letter for letter in people if may(people[letter], address(row, "history")))
        assert history == line["see"]
    picture = reverse("admin:records_document_picture", args=(paper.pk, paper.images.get().pk))
    assert "".join(letter for letter in people if may(people[letter], picture)) == line["see"]
    Document.objects.update(status=Status.PUBLISHED)
    for row in _rows(paper):
        expected = {act: line[f"{act} published"] for act in ("change", "delete")}
        assert _who(people, row) == {"see": line["see"], **expected}


def test_an_open_collection_is_everybodys(closed: Collection, paper: Document) -> None:
    Collection.objects.update(open=True)
    people = people_at_the_desk()
    assert _who(people, paper) == {"see": "VEAD", "change": "VEAD", "delete": "EAD"}
    assert _listed(people, paper) == "VEAD"


def test_every_row_that_hangs_on_a_document_is_known() -> None:
    hanging = {relation.related_model for relation in Document._meta.related_objects}
    hanging |= {relation.related_model for relation in Mention._meta.related_objects}
    assert hanging <= set(DOCUMENT_OF)


LOOK_UPS = {"mention": ("identification", "mention", "hidden"), "document": ("mention", "document", "a secret")}


@pytest.mark.parametrize("what", LOOK_UPS)
def test_a_look_up_finds_nothing_hidden(what: str, paper: Document) -> None:
    people, (model, field, term) = people_at_the_desk(), LOOK_UPS[what]
    query = f"?app_label=records&model_name={model}&field_name={field}&term={term}"
    found = {}
    for letter in "ED":
        found[letter] = answer(people[letter], reverse("admin:autocomplete") + query).content.decode()
    assert '"results": []' in found["E"]
    assert "idden" in found["D"] or "secret" in found["D"]


PAGES = [
    lambda: address(Document, "changelist"),
    lambda: address(Document, "changelist") + "?q=A+secret",
    lambda: address(Mention, "changelist") + "?q=Hidden",
    lambda: address(Identification, "changelist") + "?q=Hidden",
    lambda: address(Identification, "add") + f"?mention={Mention.objects.order_by('pk').first().pk}",
    lambda: address(Person.objects.get()),
    lambda: address(Export, "changelist"),
    lambda: address(Residue, "changelist"),
    lambda: address(ImportedRecord, "changelist"),
    lambda: "/admin/",
]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_no_page_of_an_outsider_says_a_word_of_it(number: int, paper: Document, at_desk, desk_settings) -> None:
    # What nobody has seen to yet, and the overview would therefore name.
    mention(document(title="A secret letter, bare", collection=paper.collection), "Hidden Name, the second")
    batch = ImportBatch.objects.create(file_name="a.ged")
    Residue.objects.create(
        batch=batch, kind="document", record_id=paper.public_id, path="X", line=1, lines="1 _X A secret line"
    )
    ImportedRecord.objects.create(batch=batch, kind="document", record_id=paper.public_id, xref="@A secret@", tag="O")
    Export.objects.create(
        format="csv", scope_kind="document", scope_value=paper.public_id, scope_words="a document: A secret letter"
    )
    html = at_desk("editor").get(PAGES[number]()).content.decode()
    words = ("A secret letter", "Hidden Name", "A secret line", "@A secret@", "The Nowak papers")
    assert [word for word in words if word in html] == []


def test_a_hidden_name_cannot_be_identified_by_its_number(paper: Document, at_desk) -> None:
    someone, editor = person("Ewa", "Nowak"), at_desk("editor")
    values = {"mention": Mention.objects.get().pk, "person": someone.pk, "certainty": "sure", "_save": ""}
    assert editor.post(address(Identification, "add"), values).status_code == 200
    assert not someone.identifications.exists()


@pytest.mark.parametrize("row", ["source", "person"])
def test_what_something_hidden_hangs_on_is_not_deleted(row: str, paper: Document, at_desk) -> None:
    # A source that is known from closed papers alone is not even seen.
    document(title="An open letter", source=paper.source)
    kept = paper.source if row == "source" else Person.objects.get()
    editor = at_desk("editor")
    html = editor.get(address(kept, "delete")).content.decode()
    assert "closed to you" in html
    assert "secret" not in html
    assert "Hidden" not in html
    editor.post(address(kept, "delete"), {"post": "yes"})
    assert type(kept).objects.filter(pk=kept.pk).exists()


def test_a_volunteer_member_publishes_nothing_there(closed: Collection, paper: Document, at_desk) -> None:
    client = at_desk("editor")
    editor = User.objects.get(username="a_editor")
    CollectionMember.objects.create(collection=closed, user=editor, role="volunteer")
    client.post(address(Document, "changelist"), {"action": "publish", "_selected_action": [paper.pk]})
    assert status_of(paper) == Status.DRAFT
    assert Status.PUBLISHED not in statuses_for(editor, paper)
    # Nor may they open it to everybody by moving it.
    assert "collection" not in open_form(client, paper)


def test_one_enters_only_where_one_may(closed: Collection, at_desk) -> None:
    letter = {"kind": "letter", "title": "Into it", "original": "unknown", "status": "draft", "_save": ""}
    rows = ("images", "transcriptions", "translations", "mentions")
    for prefix in rows:
        letter |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    url, volunteer = address(Document, "add") + "?kind=letter", at_desk("volunteer")
    assert volunteer.post(url, {**letter, "collection": closed.pk}).status_code == 200
    member = CollectionMember.objects.create(
        collection=closed, user=User.objects.get(username="a_volunteer"), role="reader"
    )
    assert volunteer.post(url, {**letter, "collection": closed.pk}).status_code == 200
    CollectionMember.objects.filter(pk=member.pk).update(role="volunteer")
    assert volunteer.post(url, {**letter, "collection": closed.pk}).status_code == 302
    assert Document.objects.get().collection == closed


def test_only_who_sees_all_exports_the_complete_archive(closed: Collection) -> None:
    archivist = User.objects.create(username="piotr", is_staff=True)
    archivist.groups.add(Group.objects.get(name="archivist"))
    assert not may_export_archive(User.objects.get(pk=archivist.pk))
    CollectionMember.objects.create(collection=closed, user=archivist, role="reader")
    assert may_export_archive(User.objects.get(pk=archivist.pk))
