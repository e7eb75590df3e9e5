"""The screen "Transcribe a document" without a browser: who may, what is saved, what is kept, what comes next."""

import io
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from records.admin.transcribing.kept_scans import KeptScans, remove_old_scans
from records.admin.transcribing.saving_once import save_once
from records.admin.transcribing.sent_values import read_sent
from records.change_sets import ChangeSet
from records.documents.collections import Collection
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document, Source
from records.linkage.models import NotSame
from records.people.models import Person
from records.reviewing.deciding import remark
from records.transcribing.models import SentForm
from tests.admin.desk import person

SCREEN = "/admin/transcribe/udostoverenie/"
TOKEN = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def own_private_folder(settings, tmp_path: Path, empty_archive) -> None:
    """Keep scans away from the developer's."""
    settings.PRIVATE_DIR = tmp_path / "private"


def scan(name: str = "scan.tif", pages: int = 1) -> SimpleUploadedFile:
    first, *others = (Image.new("L", (30, 40), 50 * number) for number in range(1, pages + 1))
    stream = io.BytesIO()
    first.save(stream, "TIFF", save_all=True, append_images=others)
    return SimpleUploadedFile(name, stream.getvalue())


def filled(act: str = "review", **more: str | list[str]) -> dict:
    """Return the form of a holder with one child; "__" in a name stands for a dot."""
    values = {
        "token": TOKEN,
        "act": act,
        "date.text": "5 сентября 1941 г.",
        "fields.number.text": "4199",
        "people.0.role": "holder",
        "people.0.name.text": "Ковальский Ян Петрович",
        "people.0.decision.act": "create",
        "people.1000.role": "spouse",
        "people.1000.decision.act": "create",
        "people.2000.role": "child",
        "people.2000.name.text": "Ковальская Янина",
        "people.2000.values.birth_year.text": "1930",
        "people.2000.decision.act": "create",
    }
    return {**values, **{name.replace("__", "."): value for name, value in more.items()}}


def names_of_fields(html: str) -> set[str]:
    return set(re.findall(r'name="([^"]+)"', re.sub(r"(?s)<template.*?</template>", "", html)))


# --- who may -----------------------------------------------------------------------------------------------------

PAGES = ("/admin/transcribe/", SCREEN, "/admin/transcribe/back/")
ASKED = (
    ("get", "/admin/transcribe/session/"),
    ("get", "/admin/transcribe/readings/?q=Jan&for=name"),
    ("get", f"/admin/transcribe/scans/{TOKEN}/"),
    ("post", f"{SCREEN}likely/"),
    ("post", f"{SCREEN}warnings/"),
    ("post", "/admin/transcribe/train_list/table/"),
)


@pytest.mark.parametrize("role", ["volunteer", "editor", "archivist", "administrator"])
def test_those_who_enter_documents_may(at_desk: Callable[[str], Client], role: str) -> None:
    client = at_desk(role)
    expected = 200 if client.get("/admin/").context["request"].user.has_perm("records.add_document") else 403
    assert {client.get(page).status_code for page in PAGES} == {expected}
    assert {getattr(client, how)(page).status_code for how, page in ASKED} == {expected}


def test_nobody_else_may(at_desk: Callable[[str], Client]) -> None:
    stranger = at_desk("anonymous")
    assert all("/admin/login/" in stranger.get(page)["Location"] for page in PAGES)
    assert {getattr(stranger, how)(page).status_code for how, page in ASKED} == {401}
    reader = Client()
    reader.force_login(User.objects.create_user("staff_without_groups", is_staff=True))
    assert {reader.get(page).status_code for page in PAGES} == {403}
    assert {getattr(reader, how)(page).status_code for how, page in ASKED} == {403}


def test_a_kept_scan_is_shown_to_its_sender_only(at_desk: Callable[[str], Client]) -> None:
    volunteer, editor = at_desk("volunteer"), at_desk("editor")
    sent = volunteer.post(f"/admin/transcribe/scans/{TOKEN}/", {"scan": scan(pages=2)}).json()["pages"]
    assert len(sent) == 2
    assert volunteer.get(sent[1]["address"]).status_code == 200
    assert editor.get(sent[1]["address"]).status_code == 404
    assert editor.get(f"/admin/transcribe/scans/{TOKEN}/").json() == {"pages": []}
    for name in ("..%2f..%2fsecret_key", "001-x.jpg", "owner"):
        assert volunteer.get(f"/admin/transcribe/scans/{TOKEN}/{name}").status_code == 404
    assert volunteer.get("/admin/transcribe/scans/nobody/").status_code == 404


# --- the screen --------------------------------------------------------------------------------------------------


def test_every_kind_has_its_screen(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    for kind in DOCUMENT_KINDS.values():
        html = client.get(f"/admin/transcribe/{kind.key}/").content.decode()
        asked = {f"fields.{entry.key}.text" for entry in kind.fields if not entry.follows}
        assert asked <= names_of_fields(html), kind.key
        assert all(f'value="{role.key}"' in html for role in kind.roles), kind.key
    assert client.get("/admin/transcribe/novel/").status_code == 404


def test_one_save_makes_everything_and_the_kind_comes_first_next_time(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    response = client.post(SCREEN, {**filled(), "scans": [scan(pages=2)]}, follow=True)
    paper = Document.objects.get()
    assert (paper.status, paper.images.count(), paper.mentions.count(), Person.objects.count()) == ("review", 2, 2, 2)
    html = response.content.decode()
    assert "Kowalski" in html and "2 pages" in html and f"?after={paper.pk}" in html
    assert not KeptScans(TOKEN, response.context["user"].pk).folder.exists()
    kinds = client.get("/admin/transcribe/").context["kinds"]
    assert kinds[0].key == "udostoverenie"


def test_a_form_sent_twice_makes_one_document(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    first, second = client.post(SCREEN, filled()), client.post(SCREEN, filled())
    assert first["Location"] == second["Location"]
    assert (Document.objects.count(), Person.objects.count()) == (1, 2)
    # Two at the very same moment both look before either has saved; the token decides.
    user = User.objects.get(username="a_volunteer")
    entry = read_sent(_query(filled()), "udostoverenie").entry
    again = save_once(entry, KeptScans(TOKEN, user.pk), [], user, timezone.now())
    assert again.document == Document.objects.get()


def test_what_was_entered_can_be_taken_back_by_whoever_entered_it(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    client.post(SCREEN, {**filled(), "scans": [scan(pages=2)]})
    change = ChangeSet.objects.latest("pk")
    answer = client.post(reverse("admin:records_changeset_revert", args=(change.pk,)), {"_revert": "1"})
    assert answer.status_code == 302
    assert not Document.objects.exists() and not Person.objects.exists() and not SentForm.objects.exists()


def test_a_refusal_stands_at_its_field_and_the_scans_are_kept(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    wrong = {**filled(signature="x" * 201, people__2000__name__text="N" * 301), "scans": [scan(pages=3)]}
    response = client.post(SCREEN, wrong)
    html = response.content.decode()
    assert Document.objects.count() == 0
    assert [error["id"] for error in response.context["error_list"]] == ["signature", "people-2000-name"]
    assert 'aria-describedby="people-2000-name-error"' in html and "3 scans are kept" in html
    assert "Ковальский Ян Петрович" in html
    pages = [page["name"] for page in response.context["pages"]]
    # Without its second page, and the third before the first.
    mended = filled(page=[pages[2], pages[0]], seen=pages)
    assert client.post(SCREEN, mended).status_code == 302
    paper = Document.objects.get()
    assert [image.sha256 for image in paper.images.all()] == [pages[2][4:68], pages[0][4:68]]


def test_what_is_no_scan_is_told_and_nothing_is_saved(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    letter = SimpleUploadedFile("letter.docx", b"PK words")
    response = client.post(SCREEN, {**filled(), "scans": [scan(), letter]})
    assert "letter.docx" in response.context["errors"]["scans"] and len(response.context["pages"]) == 1
    assert Document.objects.count() == 0
    answer = client.post(f"/admin/transcribe/scans/{TOKEN}/", {"scan": SimpleUploadedFile("x.pdf", b"%PDF-1.4 no")})
    assert (answer.status_code, "PDF" in answer.json()["error"]) == (400, True)


def test_scans_of_a_form_never_saved_go_after_a_day(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    client.post(f"/admin/transcribe/scans/{TOKEN}/", {"scan": scan()})
    kept = KeptScans(TOKEN, User.objects.get().pk)
    now = timezone.now()
    assert (remove_old_scans(now + timedelta(hours=23)), len(kept.names())) == (0, 1)
    os.utime(kept.folder, (0, 0))
    assert (remove_old_scans(now), kept.names()) == (1, [])


def test_the_next_of_the_kind_begins_with_what_the_pile_has_in_common(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    source = Source(title="Release papers of Arkhangelsk")
    source.save()
    more = {"source": str(source.pk), "language": "ru", "holder_today": "the family", "fields.signatory.text": "Иванов"}
    client.post(SCREEN, {**filled(), **more})
    html = client.get(f"{SCREEN}?after={Document.objects.get().pk}").content.decode()
    for words in (f'name="source" value="{source.pk}"', 'value="ru"', 'value="the family"', 'value="Иванов"'):
        assert words in html, words
    assert "Ковальский" not in html and "4199" not in html


# --- without scripts ---------------------------------------------------------------------------------------------


def test_without_scripts_a_button_gives_more_rows(at_desk: Callable[[str], Client]) -> None:
    form = {name: value for name, value in filled().items() if name != "act"}
    html = at_desk("volunteer").post(SCREEN, {**form, "more": "child"}).content.decode()
    assert {"people.2000.name.text", "people.2001.name.text"} <= names_of_fields(html)
    assert 'value="Ковальская Янина"' in html


def test_without_scripts_readings_and_likely_people_are_shown_on_demand(at_desk: Callable[[str], Client]) -> None:
    someone, other = person("Jan", "Kowalski"), person("Jan", "Kowalski")
    client = at_desk("volunteer")
    form = {name: value for name, value in filled().items() if name != "act"}
    html = client.post(SCREEN, {**form, "look": "readings"}).content.decode()
    assert "5 September 1941" in html and f'value="link:{someone.pk}"' in html
    decided = {
        "people.0.decision.act": f"link:{someone.pk}",
        "people.0.decision.certainty": "sure",
        "people.0.decision.not_same": [str(other.pk)],
    }
    client.post(SCREEN, {**filled(), **decided})
    link = someone.identifications.get()
    assert (link.certainty, link.mention.as_written) == ("sure", "Ковальский Ян Петрович")
    assert NotSame.objects.get().person == other


def test_without_scripts_pasted_rows_fill_the_empty_ones(at_desk: Callable[[str], Client]) -> None:
    rows = "Lp\tNazwisko i imię\tRok ur.\n" + "\n".join(f"{row}\tNowak Jan {row}\t19{row:02}" for row in range(1, 15))
    form = {"token": TOKEN, "look": "table", "table": rows, "people.0.role": "listed", "people.1.role": "listed"}
    form["people.0.name.text"] = "Wiśniewska Anna"
    html = at_desk("volunteer").post("/admin/transcribe/train_list/", form).content.decode()
    assert 'name="people.0.name.text" value="Wiśniewska Anna"' in html
    assert 'name="people.1.name.text" value="Nowak Jan 1"' in html
    assert 'name="people.14.name.text" value="Nowak Jan 14"' in html


# --- answers while typing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=Ковальская Янина&for=name", "Kowalska, Janina"),
        ("q=10 лютого 1940&for=date", "10 February 1940"),
        ("q=nobody knows&for=date", None),
        ("q=&for=name", None),
        ("q=x&for=colour", None),
    ],
)
def test_what_is_typed_is_said_back_in_words(at_desk: Callable[[str], Client], query: str, words: str | None) -> None:
    answer = at_desk("volunteer").get(f"/admin/transcribe/readings/?{query}").json()
    assert (answer["readings"][0]["words"] if answer["readings"] else None) == words


def test_unlikely_things_name_the_rule_and_where_its_bound_is_from(at_desk: Callable[[str], Client]) -> None:
    values = filled(people__2000__values__birth_year__text="1920")
    found = at_desk("volunteer").post(f"{SCREEN}warnings/", values).json()["warnings"]
    (about_child,) = [one for one in found if one["rule"] == "P8"]
    assert about_child["path"].startswith("people.2000.") and about_child["source"]


def test_more_people_ask_the_archive_no_more_often(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")

    def queries(rows: int) -> list[int]:
        values = {"token": f"{rows:032x}", "act": "draft"}
        for row in range(rows):
            values |= {f"people.{row}.role": "listed", f"people.{row}.name.text": f"Nowak Jan {row}"}
        with CaptureQueriesContext(connection) as warned:
            client.post("/admin/transcribe/train_list/warnings/", values)
        place = client.post("/admin/transcribe/train_list/", values)["Location"]
        with CaptureQueriesContext(connection) as shown:
            assert client.get(place).status_code == 200
        return [len(warned), len(shown)]

    queries(1)
    assert queries(2) == queries(30)


# --- whatever comes is read --------------------------------------------------------------------------------------


def _query(values: dict) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


_PARTS = st.sampled_from(
    ["people", "0", "7", "name", "text", "decision", "act", "place", "fields", "date", "source", ""]
)


@given(st.dictionaries(st.lists(_PARTS, min_size=1, max_size=8).map(".".join), st.text(max_size=12), max_size=12))
def test_no_form_breaks_the_reading(values: dict[str, str]) -> None:
    sent = read_sent(_query(values), "udostoverenie")
    assert len(sent.numbers) == len(sent.entry.people)
    assert all(sent.in_form(f"people.{at}.name") == f"people.{number}.name" for at, number in enumerate(sent.numbers))


def test_a_closed_collection_takes_documents_of_its_members_only(client: Client) -> None:
    volunteer = User.objects.create(username="ada", is_staff=True)
    volunteer.groups.add(Group.objects.get(name="volunteer"))
    client.force_login(volunteer)
    closed, open_to_all = (Collection.objects.create(name=name, open=name == "Open") for name in ("Closed", "Open"))
    html = client.get(SCREEN).content.decode()
    assert "Open</option>" in html and "Closed</option>" not in html
    refused = client.post(SCREEN, filled(collection=str(closed.pk)))
    assert "You cannot enter documents into this collection." in refused.content.decode()
    assert not Document.objects.exists()
    client.post(SCREEN, filled(collection=str(open_to_all.pk)))
    paper = Document.objects.get()
    assert paper.collection == open_to_all
    assert f'value="{open_to_all.pk}" selected' in client.get(f"{SCREEN}?after={paper.pk}").content.decode()
    Document.objects.update(collection=closed)
    assert client.get(f"{SCREEN}saved/{paper.pk}/").status_code == 403
    assert "selected" not in client.get(f"{SCREEN}?after={paper.pk}").content.decode().partition("collection")[2][:300]


def test_remarks_stand_where_one_has_saved(at_desk: Callable[[str], Client]) -> None:
    client = at_desk("volunteer")
    client.post(SCREEN, filled())
    paper = Document.objects.get()
    page = f"{SCREEN}saved/{paper.pk}/"
    assert "Remarks" not in client.get(page).content.decode()
    remark(paper, "The number reads 2713.", "Ewa", timezone.now())
    assert "The number reads 2713." in client.get(page).content.decode()


def test_what_one_transcribes_stands_among_ones_drafts(client: Client) -> None:
    volunteer = User.objects.create(username="ada", is_staff=True)
    volunteer.groups.add(Group.objects.get(name="volunteer"))
    client.force_login(volunteer)
    client.post(SCREEN, filled(act="draft"))
    html = client.get("/admin/").content.decode()
    assert Document.objects.get().title in html and "ada" in html


def test_signs_that_no_paper_bears_are_left_out() -> None:
    values = {"people.0.role": "holder", "people.0.name.text": "Ko\x00wal\u202eski\u200f Jan", "note": "one\r\ntwo\x1b"}
    entry = read_sent(_query(values), "udostoverenie").entry
    assert (entry.people[0].name.text, entry.note) == ("Kowalski Jan", "one\ntwo")
