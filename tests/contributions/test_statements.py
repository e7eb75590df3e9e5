"""One click makes exactly the rows of a statement, nothing public changes by it, and it can be taken back."""

import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from records.contributions.forgetting import forget_old_messages
from records.contributions.models import Contribution, Statement, Thanks
from records.contributions.statement_kinds import STATEMENT_KINDS
from records.contributions.statements import Choice, StatementRefused, make_statement, release, take_back
from records.documents.models import Document, Source, Transcription
from records.edition.rebuilding import no_progress, rebuild
from records.people.models import Event, Family, FamilyChild, FamilyPartner, Person, PersonName
from records.privacy.visibility import viewer, visible_ids
from records.record_model import Status
from tests.admin.desk import dead_person, person
from tests.conftest import TODAY
from tests.contributions.conftest import message_about, rows_of_the_archive

_CLAIM = {"event": 1, "eventcitation": 1, "source": 1}
_NEW = {"person": 1, "personname": 1, "namecitation": 1, "source": 1, "family": 1}
_BORN = {**_NEW, "familypartner": 1, "familychild": 1, "childcitation": 1}
DIED, HUSBAND, CALLED = (
    "My aunt died in Leeds on 3 May 1972.",
    "Her husband Jan Kowalski lived in Bradford.",
    "They were called Żółkowska too.",
)
# kind: words, rows on a draft, rows on someone before the public
ROWS = {
    "birth": (DIED, _CLAIM, _CLAIM),
    "death": (DIED, _CLAIM, _CLAIM),
    "residence": (DIED, _CLAIM, _CLAIM),
    "event": (DIED, _CLAIM, _CLAIM),
    "name": (CALLED, {"personname": 1, "namecitation": 1, "source": 1}, {}),
    "spouse": (HUSBAND, {**_NEW, "familypartner": 2}, {**_NEW, "familypartner": 2}),
    "child": (HUSBAND, _BORN, _BORN),
    "parent": (HUSBAND, _BORN, _BORN),
    "stage": ("They came by ship.", *({"journeystage": 1, "traveller": 1, "stagecitation": 1, "source": 1},) * 2),
    "note": (CALLED, {}, {}),
    "private_note": (CALLED, {}, {}),
    "letter": ("", *({"document": 1, "transcription": 1, "source": 1},) * 2),
}


def _make(message: Contribution, kind: str, words: str, about: Person | None, now: datetime) -> Statement:
    return make_statement(message, kind, words, Choice(about, "IRAN"), "Ada", now)


def _edition(folder: Path, name: str) -> list[str]:
    """Return every row of a newly built public edition, its own day and number aside."""
    rebuild("public", TODAY, no_progress, url=f"sqlite:///{folder / name}")
    with sqlite3.connect(folder / name) as database:
        lines = [line for line in database.iterdump() if line.startswith("INSERT") and '"edition_info"' not in line]
    return sorted(lines)


def test_every_kind_of_statement_is_in_the_table() -> None:
    assert set(ROWS) == set(STATEMENT_KINDS)


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("public", [False, True])
def test_one_statement_makes_exactly_these_rows_and_taking_it_back_leaves_none(
    kind: str, public: bool, empty_archive: None, now: datetime
) -> None:
    about = dead_person("Zofia", "Wierzbicka", Status.PUBLISHED if public else Status.DRAFT)
    message = message_about(about)
    before = rows_of_the_archive()
    notes = (about.note, about.private_note)
    words, of_draft, of_public = ROWS[kind]
    statement = _make(message, kind, words, about, now)
    assert rows_of_the_archive() - before == Counter(of_public if public else of_draft)
    assert not Person.objects.exclude(pk=about.pk).exclude(status=Status.DRAFT).exists()
    assert all(event.confidential for event in about.events.exclude(date_text="1943")) or not public
    take_back(statement)
    assert rows_of_the_archive() == before
    about.refresh_from_db()
    assert (about.note, about.private_note) == notes
    statement.refresh_from_db()
    message.refresh_from_db()
    assert (statement.state, statement.made, message.state) == ("taken_back", [], "read")


def test_nothing_that_one_click_makes_changes_the_public_edition(
    shown: Person, message: Contribution, now: datetime, tmp_path: Path
) -> None:
    family, hidden = Family(status=Status.PUBLISHED), person("Adam", "Wierzbicki", Status.PUBLISHED)
    family.save()
    FamilyPartner(family=family, person=shown).save()
    FamilyChild(family=family, person=hidden).save()
    before = _edition(tmp_path, "before.sqlite3")
    for kind, (words, _draft, _public) in ROWS.items():
        _make(message, kind, words, shown, now)
    assert message.statements.count() == len(ROWS)
    assert _edition(tmp_path, "after.sqlite3") == before


def test_a_click_never_has_somebody_shown_whom_the_public_does_not_see(empty_archive: None, now: datetime) -> None:
    hidden = person("Jan", "Wierzbicki", Status.PUBLISHED)
    message = message_about(hidden)
    statements = [_make(message, kind, DIED, hidden, now) for kind in ("death", "birth")]
    assert all(event.confidential for event in hidden.events.all())
    assert not visible_ids([hidden.pk], viewer("public", (2999, 12, 31)))
    release(statements[0], "Ada", now)
    assert visible_ids([hidden.pk], viewer("public", (2026, 11, 22))) == {hidden.pk}


def test_released_claims_names_and_notes_come_before_the_public(
    shown: Person, message: Contribution, now: datetime, tmp_path: Path
) -> None:
    for kind in ("death", "name", "note"):
        release(_make(message, kind, ROWS[kind][0], shown, now), "Ada", now)
    shown.refresh_from_db()
    assert not shown.events.filter(confidential=True).exists()
    assert shown.names.filter(surname="Żółkowska").exists()
    assert CALLED in shown.note
    message.refresh_from_db()
    assert message.source is not None
    assert message.source.status == Status.PUBLISHED
    assert "3 MAY 1972" in str(_edition(tmp_path, "after.sqlite3"))


def test_the_sender_stays_in_the_inbox(shown: Person, message: Contribution, now: datetime) -> None:
    for kind, (words, _draft, _public) in ROWS.items():
        _make(message, kind, words or message.text, shown, now)
    source = Source.objects.get(kind="message")
    assert source.title.startswith("Message from A. N., ")
    assert source.author == ""
    kept = "".join(str(row) for row in Transcription.objects.values_list("text")) + str(list(Document.objects.values()))
    kept += str(list(Event.objects.values())) + str(list(Source.objects.values()))
    assert "Nowak" not in kept
    assert "example.org" not in kept


def test_a_sender_who_agreed_is_named_and_still_has_no_address(shown: Person, now: datetime) -> None:
    message = message_about(shown, may_be_named=True)
    _make(message, "letter", "", None, now)
    assert Source.objects.get(kind="message").author == "Anna Nowak"
    assert "example.org" not in Transcription.objects.get().text


def test_a_spouse_and_a_child_of_one_message_make_one_family(
    shown: Person, message: Contribution, now: datetime
) -> None:
    spouse = _make(message, "spouse", HUSBAND, shown, now)
    _make(message, "child", "Their son Adam Kowalski", shown, now)
    family = Family.objects.get()
    assert (family.partners.count(), family.children.count()) == (2, 1)
    with pytest.raises(StatementRefused, match="added to it since"):
        take_back(spouse)
    assert FamilyPartner.objects.count() == 2
    assert FamilyChild.objects.count() == 1


def test_what_someone_has_changed_since_stays(shown: Person, message: Contribution, now: datetime) -> None:
    statement = _make(message, "spouse", HUSBAND, shown, now)
    name = PersonName.objects.get(surname="Kowalski")
    name.given = "Janusz"
    name.save()
    with pytest.raises(StatementRefused, match="changed it since"):
        take_back(statement)
    assert PersonName.objects.filter(given="Janusz").exists()


def test_a_note_that_was_rewritten_is_not_torn_out(empty_archive: None, now: datetime) -> None:
    about = person()
    statement = _make(message_about(about), "note", CALLED, about, now)
    Person.objects.filter(pk=about.pk).update(note="Rewritten by hand.")
    with pytest.raises(StatementRefused):
        take_back(statement)


@pytest.mark.parametrize(
    ("kind", "words", "stage", "of_someone"),
    [
        ("death", "", "", True),
        ("death", DIED, "", False),
        ("spouse", "she was kind", "", True),
        ("stage", "She liked tea.", "", True),
        ("stage", "She liked tea.", "NO_SUCH", True),
    ],
)
def test_what_the_words_do_not_tell_is_refused_and_leaves_nothing(
    kind: str, words: str, stage: str, of_someone: bool, shown: Person, message: Contribution, now: datetime
) -> None:
    before = rows_of_the_archive()
    with pytest.raises(StatementRefused):
        make_statement(message, kind, words, Choice(shown if of_someone else None, stage), "Ada", now)
    assert rows_of_the_archive() == before
    assert not message.statements.exists()


def test_a_message_is_kept_as_a_letter_once(shown: Person, message: Contribution, now: datetime) -> None:
    _make(message, "letter", "", None, now)
    with pytest.raises(StatementRefused):
        _make(message, "letter", "", None, now)
    assert Document.objects.count() == 1


def test_old_answered_messages_are_emptied_and_what_was_made_stays(
    shown: Person, message: Contribution, now: datetime, settings
) -> None:
    settings.MESSAGES_KEPT_DAYS = 30
    _make(message, "death", DIED, shown, now)
    Thanks.objects.create(
        contribution=message, language="pl", subject="Dziękujemy", text="Droga Anno", sent_by="Ada", sent_at=now
    )
    unanswered = message_about(shown)
    before = rows_of_the_archive()
    assert forget_old_messages(now + timedelta(days=29)) == 0
    assert forget_old_messages(now + timedelta(days=31)) == 1
    assert forget_old_messages(now + timedelta(days=32)) == 0
    message.refresh_from_db()
    unanswered.refresh_from_db()
    assert (message.name, message.email, message.text, message.forgotten_at is None) == ("", "", "", False)
    assert (unanswered.name, unanswered.text) == ("Anna Nowak", unanswered.text)
    assert (message.statements.get().words, message.thanks.text) == ("", "")
    assert rows_of_the_archive() == before
    assert timezone.is_aware(message.forgotten_at)
