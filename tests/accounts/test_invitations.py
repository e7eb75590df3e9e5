"""An invitation is the only way in: it goes to one address, works once, and not for ever."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from records.accounts.invitations import accept, free_name, invite, open_invitation
from records.accounts.models import Invitation
from records.documents.collections import Collection, CollectionMember

PASSWORD = "from Sarny to Samarkand"
FORM = {"given": "Ewa", "surname": "Żółkiewska", "password": PASSWORD, "again": PASSWORD}


def _token(email: str = "ewa@example.org", role: str = "volunteer", now=None, collections=()) -> str:
    group = Group.objects.get(name=role)
    _invitation, token = invite(email, group, collections, None, now or timezone.now(), lambda token: token)
    return token


def test_an_invitation_becomes_an_account_that_signs_in(client, db) -> None:
    closed = Collection.objects.create(name="Letters", open=False)
    token = _token("Ewa@Example.org", collections=[closed])
    assert token in mail.outbox[0].body
    assert token not in str(Invitation.objects.values())
    response = client.post(f"/accounts/invitation/{token}/", FORM)
    assert response["Location"] == "/accounts/login/"
    user = User.objects.get()
    assert (user.username, user.email, user.is_staff, user.is_superuser) == (
        "ewa.zolkiewska",
        "ewa@example.org",
        True,
        False,
    )
    assert [group.name for group in user.groups.all()] == ["volunteer"]
    assert CollectionMember.objects.get().role == "volunteer"
    signed_in = client.post("/accounts/login/", {"login": "ewa@example.org", "password": PASSWORD})
    assert signed_in["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get(f"/accounts/invitation/{token}/").status_code == 404


OVER = {
    "unknown": lambda: "nonsense",
    "too old": lambda: _token(now=timezone.now() - timedelta(days=15)),
    "for someone with an account": lambda: (_token(), User.objects.create(username="x", email="ewa@example.org"))[0],
    "replaced by a newer one": lambda: (_token(), _token())[0],
}


@pytest.mark.parametrize("why", OVER)
def test_an_invitation_that_is_over_makes_nothing(why: str, client, db) -> None:
    token = OVER[why]()
    before = User.objects.count()
    assert client.get(f"/accounts/invitation/{token}/").status_code == 404
    assert client.post(f"/accounts/invitation/{token}/", FORM).status_code == 404
    assert accept(token, "Ewa", "Nowak", PASSWORD, timezone.now()) is None
    assert User.objects.count() == before


REFUSED = {
    "the passwords differ": FORM | {"again": "something else entirely"},
    "too short": FORM | {"password": "kot", "again": "kot"},
    "like the name": FORM | {"password": "Żółkiewska!", "again": "Żółkiewska!"},
    "no name": FORM | {"given": " "},
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_poor_answer_is_asked_again(why: str, client, db) -> None:
    token = _token()
    response = client.post(f"/accounts/invitation/{token}/", REFUSED[why])
    assert response.status_code == 200
    assert not User.objects.exists()
    assert open_invitation(token, timezone.now()) is not None


def test_the_address_reaches_no_other_site(client, db) -> None:
    response = client.get(f"/accounts/invitation/{_token()}/")
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_namesakes_get_different_names(db) -> None:
    for expected in ("ewa.nowak", "ewa.nowak2", "ewa.nowak3"):
        assert free_name("Ewa", "Nowak") == expected
        User.objects.create(username=expected)
    assert free_name("Ева", "") == free_name("Ева", "")
    assert free_name("", "") == "account"


def _sent(client, role: str, email: str = "new@example.org"):
    group = Group.objects.get(name=role)
    return client.post("/admin/records/invitation/add/", {"email": email, "role": group.pk, "_save": ""})


@pytest.fixture
def signed_in(db, client):
    def sign_in(role: str):
        user = User.objects.create(username=role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("by", "role", "allowed"),
    [
        ("editor", "volunteer", True),
        ("editor", "editor", False),
        ("editor", "administrator", False),
        ("administrator", "administrator", True),
        ("volunteer", "volunteer", False),
        ("archivist", "volunteer", False),
    ],
)
def test_nobody_invites_above_themselves(by: str, role: str, allowed: bool, signed_in) -> None:
    _sent(signed_in(by), role)
    assert Invitation.objects.filter(role__name=role).exists() == allowed
    assert len(mail.outbox) == int(allowed)
    assert not allowed or "/accounts/invitation/" in mail.outbox[0].body


def test_an_editor_opens_no_collection_of_others(signed_in) -> None:
    closed, client = Collection.objects.create(name="Closed", open=False), signed_in("editor")
    group = Group.objects.get(name="volunteer")
    values = {"email": "new@example.org", "role": group.pk, "collections": [closed.pk], "_save": ""}
    assert client.post("/admin/records/invitation/add/", values).status_code == 200
    assert not Invitation.objects.exists()


def test_without_a_mail_server_nobody_is_invited(signed_in, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert _sent(signed_in("editor"), "volunteer").status_code == 302
    assert not Invitation.objects.exists()


def test_the_first_administrator_is_invited_from_the_command_line(db, capsys) -> None:
    call_command("invite", "ada@example.org", "--role", "administrator", "--site", "https://kresy.example")
    address = capsys.readouterr().out.strip().splitlines()[-1]
    assert address.startswith("https://kresy.example/accounts/invitation/")
    assert accept(address.rstrip("/").rpartition("/")[2], "Ada", "Nowak", PASSWORD, timezone.now()) is not None
    for wrong in (["ada@example.org"], ["no address"], ["b@example.org", "--role", "king"]):
        with pytest.raises(CommandError):
            call_command("invite", *wrong)
