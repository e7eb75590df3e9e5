"""Two volunteers at one record: what each changed is kept; where both changed the same, the second chooses."""

from collections.abc import Callable
from typing import Any

import pytest

from records.documents.models import Mention
from records.people.models import Event, EventCitation, Person, PersonName
from tests.admin.desk import address, document, errors_of, mention, open_form, person, source, values_of

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def someone(db) -> Person:
    one = person(note="as it was")
    Event(person=one, kind="birth", date_text="1898").save()
    Event(person=one, kind="death", date_text="1943").save()
    return one


def _save(client: Any, record: Any, values: dict[str, Any]) -> Any:
    return client.post(address(record), {**values, "_save": ""})


def _row(values: dict[str, Any], prefix: str, **wanted: str) -> str:
    """Return the prefix of the row whose fields have these values."""
    count = int(values[f"{prefix}-TOTAL_FORMS"])
    for number in range(count):
        if all(values.get(f"{prefix}-{number}-{name}") == value for name, value in wanted.items()):
            return f"{prefix}-{number}"
    raise AssertionError(wanted)


def _new_name(number: int) -> dict[str, str]:
    """Return what a browser sends for one more name, the surname left out."""
    row = f"names-{number}"
    values = {f"{row}-kind": "birth", f"{row}-position": "9", f"{row}-script": "Latn"}
    cited = {f"{row}-citations-TOTAL_FORMS": "0", f"{row}-citations-INITIAL_FORMS": "0"}
    return {"names-TOTAL_FORMS": str(number + 1), **values, **cited}


def _both(at_desk: Callable[[str], Any], record: Any) -> tuple[Any, dict[str, Any], Any, dict[str, Any]]:
    first, second = at_desk("volunteer"), at_desk("editor")
    opened = open_form(first, record)
    return first, opened, second, dict(opened)


def test_different_fields_are_both_kept(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    assert _save(second, someone, {**theirs, "note": "theirs"}).status_code == 302
    assert _save(first, someone, {**mine, "reference": "J 7"}).status_code == 302
    someone.refresh_from_db()
    assert (someone.note, someone.reference) == ("theirs", "J 7")
    page = first.get(address(Person, "changelist")).content.decode()
    assert "Ada Editor changed this record while you were at work" in page


def test_different_rows_and_different_fields_of_a_row_are_kept(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    birth, death = _row(mine, "events", kind="birth"), _row(mine, "events", kind="death")
    theirs |= {f"{birth}-date_text": "1899", f"{death}-cause": "typhus"}
    assert _save(second, someone, theirs).status_code == 302
    assert _save(first, someone, {**mine, f"{birth}-place_as_written": "Lwów"}).status_code == 302
    stored = {event.kind: event for event in someone.events.all()}
    assert (stored["birth"].date_text, stored["birth"].place_as_written) == ("1899", "Lwów")
    assert stored["death"].cause == "typhus"


@pytest.mark.parametrize(("choice", "stored"), [("mine", "1897"), ("stored", "1899")])
def test_the_same_field_of_a_row_is_chosen(at_desk, someone, choice, stored) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    birth = _row(mine, "events", kind="birth")
    assert _save(second, someone, {**theirs, f"{birth}-date_text": "1899"}).status_code == 302
    refused = _save(first, someone, {**mine, f"{birth}-date_text": "1897", "note": "mine too"})
    assert refused.status_code == 200
    assert "1899" in errors_of(refused)
    again = values_of(refused.content.decode())
    assert again[f"{birth}-date_text"] == "1897"
    assert _save(first, someone, {**again, f"choose-{birth}-date_text": choice}).status_code == 302
    someone.refresh_from_db()
    assert (someone.events.get(kind="birth").date_text, someone.note) == (stored, "mine too")


def test_without_a_choice_nothing_is_stored(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    _save(second, someone, {**theirs, "note": "theirs"})
    for _attempt in range(3):
        refused = _save(first, someone, {**mine, "note": "mine"})
        assert refused.status_code == 200
        mine = values_of(refused.content.decode())
    someone.refresh_from_db()
    assert someone.note == "theirs"


def test_a_choice_counts_only_for_what_was_shown(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    _save(second, someone, {**theirs, "note": "theirs"})
    again = values_of(_save(first, someone, {**mine, "note": "mine"}).content.decode())
    _save(second, someone, {**open_form(second, someone), "note": "theirs once more"})
    refused = _save(first, someone, {**again, "choose-note": "mine"})
    assert refused.status_code == 200
    assert "theirs once more" in errors_of(refused)


def test_both_wrote_the_same(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    _save(second, someone, {**theirs, "note": "the same"})
    assert _save(first, someone, {**mine, "note": "the same", "reference": "J 7"}).status_code == 302


def test_words_and_reading_of_a_date_are_one_statement(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    birth = _row(mine, "events", kind="birth")
    _save(second, someone, {**theirs, f"{birth}-date_value": "ABT 1899"})
    refused = _save(first, someone, {**mine, f"{birth}-date_text": "wiosną 1898"})
    assert refused.status_code == 200


def test_a_row_they_deleted_and_i_left_alone_is_gone(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    gone = _row(theirs, "events", kind="birth")
    _save(second, someone, {**theirs, f"{gone}-DELETE": "on"})
    death = _row(mine, "events", kind="death")
    assert _save(first, someone, {**mine, "note": "mine", f"{death}-cause": "typhus"}).status_code == 302
    assert [(event.kind, event.cause) for event in someone.events.all()] == [("death", "typhus")]


def test_a_row_they_deleted_and_i_changed_is_asked_for_and_can_be_entered_anew(at_desk, someone) -> None:
    birth_row = someone.events.get(kind="birth")
    EventCitation(event=birth_row, source=source(), page="12").save()
    first, mine, second, theirs = _both(at_desk, someone)
    birth = _row(mine, "events", kind="birth")
    _save(second, someone, {**theirs, f"{birth}-DELETE": "on"})
    refused = _save(first, someone, {**mine, f"{birth}-date_text": "1897"})
    assert refused.status_code == 200
    again = values_of(refused.content.decode())
    assert _save(first, someone, again).status_code == 302
    anew = someone.events.get(kind="birth")
    assert (anew.date_text, [citation.page for citation in anew.citations.all()]) == ("1897", ["12"])


@pytest.mark.parametrize(("choice", "left"), [("mine", 0), ("stored", 1)])
def test_a_row_i_delete_and_they_changed_is_asked_for(at_desk, someone, choice, left) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    birth = _row(mine, "events", kind="birth")
    _save(second, someone, {**theirs, f"{birth}-date_text": "1899"})
    refused = _save(first, someone, {**mine, f"{birth}-DELETE": "on"})
    assert refused.status_code == 200
    again = {**values_of(refused.content.decode()), f"choose-{birth}-DELETE": choice}
    assert _save(first, someone, again).status_code == 302
    assert someone.events.filter(kind="birth", date_text="1899").count() == left


def test_rows_both_added_are_both_there(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    added = _new_name(1)
    assert _save(second, someone, {**theirs, **added, "names-1-surname": "Theirs"}).status_code == 302
    assert _save(first, someone, {**mine, **added, "names-1-surname": "Mine"}).status_code == 302
    assert {name.surname for name in someone.names.all()} == {"Żółkiewski", "Theirs", "Mine"}


def test_two_marked_names_are_refused_not_broken(at_desk, someone) -> None:
    PersonName(person=someone, surname="Second", position=2).save()
    first, mine, second, theirs = _both(at_desk, someone)
    added = _new_name(2)
    theirs.pop(_row(theirs, "names", surname="Żółkiewski") + "-preferred")
    assert (
        _save(second, someone, {**theirs, **added, "names-2-surname": "T", "names-2-preferred": "on"}).status_code
        == 302
    )
    mine.pop(_row(mine, "names", surname="Żółkiewski") + "-preferred")
    mine[_row(mine, "names", surname="Second") + "-preferred"] = "on"
    refused = _save(first, someone, mine)
    assert refused.status_code == 200
    assert "marked another row meanwhile" in errors_of(refused)


def test_the_fields_of_a_kind_of_document_are_merged_one_by_one(at_desk) -> None:
    paper = document(kind="udostoverenie", title="A certificate")
    name = mention(paper, "Янъ")
    first, mine, second, theirs = _both(at_desk, paper)
    keys = [key for key in mine if key.startswith("field_")][:2]
    assert _save(second, paper, {**theirs, keys[0]: "17", "mentions-0-role": "holder"}).status_code == 302
    assert _save(first, paper, {**mine, keys[1]: "Karaganda", "mentions-0-age_text": "30"}).status_code == 302
    paper.refresh_from_db()
    stored = Mention.objects.get(pk=name.pk)
    assert set(map(str, paper.fields.values())) == {"17", "Karaganda"}
    assert (stored.role, stored.age_text) == ("holder", "30")


def test_the_page_begins_calmly_and_then_names_the_choice_that_is_missing(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    birth = _row(mine, "events", kind="birth")
    _save(second, someone, {**theirs, f"{birth}-date_text": "1899", "note": "theirs"})
    sent = {**mine, f"{birth}-date_text": "1897", "note": "mine"}
    html = _save(first, someone, sent).content.decode()
    assert "Ada Editor saved this record at" in html
    assert "correct the error" not in html
    assert "Still to be chosen" not in html
    again = values_of(html) | {"choose-note": "mine"}
    html = _save(first, someone, again).content.decode()
    assert "correct the error" not in html
    assert f'<a href="#choose-{birth}-date_text">' in html
    assert f'id="choose-{birth}-date_text"' in html
    assert '<a href="#choose-note">' not in html
    # What was chosen stays chosen.
    last = values_of(html)
    assert last["choose-note"] == "mine"
    assert _save(first, someone, last | {f"choose-{birth}-date_text": "stored"}).status_code == 302
    someone.refresh_from_db()
    assert (someone.note, someone.events.get(kind="birth").date_text) == ("mine", "1899")


def test_what_is_wrong_beside_it_is_told_as_an_error(at_desk, someone) -> None:
    first, mine, second, theirs = _both(at_desk, someone)
    _save(second, someone, {**theirs, "note": "theirs"})
    html = _save(first, someone, {**mine, "note": "mine", "sex": "?"}).content.decode()
    assert "Ada Editor saved this record at" in html
    assert "correct the error" in html
