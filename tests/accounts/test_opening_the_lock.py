"""The lock after wrong passwords, at the desk: an administrator sees it and opens it, and that is written down."""

import json
import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

PASSWORD = "from Sarny to Samarkand"


def _account(name: str, role: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def _tries(password: str = "wrong", browser: str = "a") -> int:
    sent = {"login": "ewa", "password": password}
    return Client(headers={"user-agent": browser}).post("/accounts/login/", sent).status_code


@pytest.fixture
def locked(db) -> User:
    ewa = _account("ewa", "volunteer")
    assert [_tries(browser=browser) for browser in "aaabb"][-1] == 429
    return ewa


@pytest.fixture
def administrator(db) -> Client:
    client = Client()
    client.force_login(_account("root", "administrator"))
    return client


@pytest.mark.parametrize("way", ["form", "list"])
def test_an_administrator_sees_the_lock_and_opens_it(way: str, locked: User, administrator: Client, caplog) -> None:
    caplog.set_level(logging.INFO, "records.accounts.audit")
    form = reverse("admin:auth_user_change", args=(locked.pk,))
    html = administrator.get(form).content.decode()
    assert "after 5 failed tries from 127.0.0.1" in html
    let_in = reverse("admin:auth_user_let_in", args=(locked.pk,))
    assert f'formaction="{let_in}"' in html
    assert _tries(PASSWORD) == 429
    if way == "form":
        answer = administrator.post(let_in, follow=True)
    else:
        sent = {"action": "let_them_try_again", "_selected_action": [locked.pk]}
        answer = administrator.post(reverse("admin:auth_user_changelist"), sent, follow=True)
    assert "They may try again: ewa." in answer.content.decode()
    assert "not locked" in administrator.get(form).content.decode()
    assert _tries(PASSWORD) == 302
    lines = [json.loads(record.message) for record in caplog.records if "lock opened" in record.message]
    assert [(line["by"], line["account"]) for line in lines] == [("root", "ewa")]
    assert "after 6 failed tries from 127.0.0.1" in LogEntry.objects.get(object_id=str(locked.pk)).change_message


def test_nobody_else_opens_it_and_without_a_lock_nothing_happens(locked: User, administrator: Client) -> None:
    let_in = reverse("admin:auth_user_let_in", args=(locked.pk,))
    for role in ("volunteer", "editor", "archivist"):
        client = Client()
        client.force_login(_account(role, role))
        assert client.post(let_in).status_code == 403
    assert administrator.get(let_in).status_code == 405
    assert _tries(PASSWORD) == 429
    administrator.post(let_in)
    assert "There was no lock" in administrator.post(let_in, follow=True).content.decode()
