"""Who may do what, with real sign-ins: one row of the table an action, one column a group."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from records.chronicle.models import Chapter
from records.contributions.models import Contribution
from records.importing.models import ImportBatch
from records.people.models import Person
from records.record_model import Status
from tests.admin.conftest import GROUPS
from tests.admin.desk import address, document, open_form, person, status_of

EVERYONE = set(GROUPS)
EDITORS = EVERYONE - {"volunteer"}


def _gets(client, url) -> bool:
    return client.get(url).status_code == 200


def _changes(client, record) -> bool:
    values = {**open_form(client, record), "note": "seen at the desk", "_save": ""}
    return client.post(address(record), values).status_code == 302


def _publishes(client, record) -> bool:
    client.post(address(record, "changelist"), {"action": "publish", "_selected_action": [record.pk]})
    return status_of(record) == Status.PUBLISHED


def _deletes(client, record) -> bool:
    client.post(address(record, "delete"), {"post": "yes"})
    return not type(record).objects.filter(pk=record.pk).exists()


def _account() -> User:
    return User.objects.create(username="someone_else")


ACTIONS = {
    "see the list of people": (EVERYONE, lambda client: _gets(client, address(Person, "changelist"))),
    "open an empty form": (EVERYONE, lambda client: _gets(client, address(Person, "add"))),
    "change a draft": (EVERYONE, lambda client: _changes(client, person())),
    "change a record in review": (EVERYONE, lambda client: _changes(client, person(status=Status.REVIEW))),
    "see a published record": (EVERYONE, lambda client: _gets(client, address(person(status=Status.PUBLISHED)))),
    "change a published record": (EDITORS, lambda client: _changes(client, person(status=Status.PUBLISHED))),
    "change a withdrawn record": (EDITORS, lambda client: _changes(client, person(status=Status.WITHDRAWN))),
    "change a published document": (EDITORS, lambda client: _changes(client, document(status=Status.PUBLISHED))),
    "publish": (EDITORS, lambda client: _publishes(client, person())),
    "delete a draft": (EDITORS, lambda client: _deletes(client, person())),
    "delete a published record": (EDITORS, lambda client: _deletes(client, person(status=Status.PUBLISHED))),
    "add a chapter": (EDITORS, lambda client: _gets(client, address(Chapter, "add"))),
    "see the imports": (EVERYONE, lambda client: _gets(client, address(ImportBatch, "changelist"))),
    "add an import by hand": (set(), lambda client: _gets(client, address(ImportBatch, "add"))),
    "read messages": (EDITORS, lambda client: _gets(client, address(Contribution, "changelist"))),
    "see the users": ({"administrator"}, lambda client: _gets(client, reverse("admin:auth_user_changelist"))),
    "change a user": (
        {"administrator"},
        lambda client: _gets(client, reverse("admin:auth_user_change", args=(_account().pk,))),
    ),
}


@pytest.mark.parametrize("role", ["anonymous", *GROUPS])
@pytest.mark.parametrize("action", ACTIONS)
def test_who_may(action, role, at_desk) -> None:
    allowed, attempt = ACTIONS[action]
    try:
        done = attempt(at_desk(role))
    except AssertionError:
        # The form itself could not be opened.
        done = False
    assert done == (role in allowed)


@pytest.mark.parametrize(
    "page", ["/admin/", "/admin/records/person/", "/admin/records/document/add/", "/admin/auth/user/"]
)
def test_a_stranger_is_sent_to_the_sign_in_page(page, at_desk) -> None:
    response = at_desk("anonymous").get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_signing_in_leads_to_the_overview(at_desk) -> None:
    user = User.objects.create(username="kazia", is_staff=True)
    user.set_password("a long enough phrase")
    user.save()
    stranger = at_desk("anonymous")
    assert stranger.get("/admin/login/")["Location"].startswith("/accounts/login/")
    response = stranger.post("/accounts/login/", {"login": "kazia", "password": "a long enough phrase"})
    assert response["Location"] == "/admin/"


def test_a_volunteer_reads_why_a_published_record_cannot_be_changed(at_desk) -> None:
    html = at_desk("volunteer").get(address(person(status=Status.PUBLISHED))).content.decode()
    assert "before the public" in html
    assert 'name="_save"' not in html


def test_a_volunteer_is_not_offered_the_status_published_and_cannot_send_it(at_desk) -> None:
    volunteer, draft = at_desk("volunteer"), person()
    form = volunteer.get(address(draft)).context["adminform"].form
    assert [value for value, _label in form.fields["status"].choices] == ["draft", "review"]
    response = volunteer.post(address(draft), {**open_form(volunteer, draft), "status": "published", "_save": ""})
    assert response.status_code == 200
    assert status_of(draft) == Status.DRAFT


def test_a_volunteer_takes_a_wrong_row_off_a_draft_but_not_off_a_published_record(at_desk) -> None:
    volunteer, draft = at_desk("volunteer"), person()
    values = open_form(volunteer, draft)
    assert volunteer.post(address(draft), {**values, "names-0-DELETE": "on", "_save": ""}).status_code == 302
    assert draft.names.count() == 0
    shown = person(status=Status.PUBLISHED)
    assert volunteer.post(address(shown), {"names-0-DELETE": "on"}).status_code == 403
    assert shown.names.count() == 1


def test_an_administrator_gives_nobody_more_than_a_group(at_desk) -> None:
    administrator, account = at_desk("administrator"), _account()
    url = reverse("admin:auth_user_change", args=(account.pk,))
    values = {
        "username": "someone_else",
        "is_active": "on",
        "is_superuser": "on",
        "user_permissions": ["1"],
        "_save": "",
    }
    assert administrator.post(url, values).status_code == 302
    account.refresh_from_db()
    assert not account.is_superuser
    assert not account.user_permissions.exists()


def test_an_administrator_cannot_reach_a_superuser(at_desk) -> None:
    root = User.objects.create(username="root", is_superuser=True, is_staff=True)
    administrator = at_desk("administrator")
    new = {"password1": "another long phrase", "password2": "another long phrase", "usable_password": "true"}
    assert administrator.post(reverse("admin:auth_user_password_change", args=(root.pk,)), new).status_code == 403
    assert (
        administrator.post(reverse("admin:auth_user_change", args=(root.pk,)), {"username": "mine"}).status_code == 403
    )
