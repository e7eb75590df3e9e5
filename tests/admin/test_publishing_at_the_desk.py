"""What the desk changes is before the public at once, or gone from it; nobody overwrites a colleague unknowingly."""

import pytest

from records.edition.connection import reading
from records.edition.queries import get_page
from records.outbox import OutboxEntry
from records.people.models import Person
from records.record_model import Status
from tests.admin.desk import address, dead_person, errors_of, open_form, person, status_of, values_of

pytestmark = pytest.mark.usefixtures("empty_archive")

# Published and compared anew once, however many records were touched.
BOTH = ["publish_soon", "follow_soon"]


def _on_the_site(someone: Person):
    with reading() as edition:
        return get_page(edition, "person", someone.public_id)


def _act(client, action: str, *people: Person, **more: str):
    values = {"action": action, "_selected_action": [someone.pk for someone in people], **more}
    return client.post(address(Person, "changelist"), values, follow=True)


def test_the_action_publish_puts_a_person_on_the_site(at_desk, django_capture_on_commit_callbacks) -> None:
    draft = dead_person("Jan", "Kowalski", Status.DRAFT)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        _act(at_desk("editor"), "publish", draft)
    assert [one.__name__ for one in callbacks] == BOTH
    assert _on_the_site(draft).card["name"] == "Jan Kowalski"
    assert not OutboxEntry.objects.exists()


def test_saving_a_form_changes_the_page_and_deleting_removes_it(at_desk, django_capture_on_commit_callbacks) -> None:
    editor, shown = at_desk("editor"), dead_person("Jan", "Kowalski")
    values = {**open_form(editor, shown), "names-0-given": "Janusz", "_save": ""}
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        editor.post(address(shown), values)
    assert [one.__name__ for one in callbacks] == BOTH
    assert _on_the_site(shown).card["name"] == "Janusz Kowalski"
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address(shown, "delete"), {"post": "yes"})
    assert _on_the_site(shown) is None


def test_withdrawing_and_deleting_many_takes_all_of_them_away(at_desk, django_capture_on_commit_callbacks) -> None:
    editor = at_desk("editor")
    withdrawn, deleted = dead_person("Anna", "Nowak"), dead_person("Maria", "Nowak")
    with django_capture_on_commit_callbacks(execute=True):
        assert "Why is it withdrawn?" in _act(editor, "withdraw", withdrawn).content.decode()
        assert status_of(withdrawn) == Status.PUBLISHED
        _act(editor, "withdraw", withdrawn, why="Asked for by the family.")
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        values = {"action": "delete_selected", "_selected_action": [deleted.pk], "post": "yes"}
        editor.post(address(Person, "changelist"), values)
    assert [one.__name__ for one in callbacks] == BOTH
    assert (_on_the_site(withdrawn), _on_the_site(deleted)) == (None, None)
    assert status_of(withdrawn) == Status.WITHDRAWN


def test_a_volunteer_sends_drafts_to_review_and_leaves_the_published_alone(at_desk) -> None:
    draft, shown = person(), person(status=Status.PUBLISHED)
    response = _act(at_desk("volunteer"), "send_to_review", draft, shown)
    assert (status_of(draft), status_of(shown)) == (Status.REVIEW, Status.PUBLISHED)
    assert "only an editor can change it" in response.content.decode()


def test_a_volunteer_who_sends_the_action_publish_changes_nothing(at_desk) -> None:
    draft = person()
    _act(at_desk("volunteer"), "publish", draft)
    assert status_of(draft) == Status.DRAFT


def test_an_action_takes_marked_records_never_a_whole_list(at_desk) -> None:
    marked, unmarked = person(), person("Anna")
    values = {"action": "publish", "_selected_action": [marked.pk], "select_across": "1"}
    at_desk("editor").post(address(Person, "changelist"), values)
    assert (status_of(marked), status_of(unmarked)) == (Status.DRAFT, Status.DRAFT)


def test_a_colleagues_change_is_not_overwritten_unknowingly(at_desk) -> None:
    first, second, draft = at_desk("volunteer"), at_desk("editor"), person()
    opened_by_first, opened_by_second = open_form(first, draft), open_form(second, draft)
    assert second.post(address(draft), {**opened_by_second, "note": "from the second", "_save": ""}).status_code == 302
    response = first.post(address(draft), {**opened_by_first, "note": "from the first", "_save": ""})
    assert "Ada Editor changed this record" in errors_of(response)
    assert "from the second" in errors_of(response)
    assert "from the first" in response.content.decode()
    draft.refresh_from_db()
    assert draft.note == "from the second"


def test_whoever_has_read_that_chooses_and_saves_again(at_desk) -> None:
    first, second, draft = at_desk("volunteer"), at_desk("editor"), person()
    opened = open_form(first, draft)
    second.post(address(draft), {**open_form(second, draft), "note": "from the second", "_save": ""})
    refused = first.post(address(draft), {**opened, "note": "knowingly", "_save": ""})
    again = {**values_of(refused.content.decode()), "choose-note": "mine", "_save": ""}
    assert first.post(address(draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.note == "knowingly"
