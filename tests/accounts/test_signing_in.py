"""Signing in: the lock, the second step, what a stranger learns, and what the log keeps."""

import json
import logging
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings as the_settings
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command

PASSWORD = "from Sarny to Samarkand"
ROLES = ("volunteer", "editor", "archivist", "administrator")


@pytest.fixture
def ada(db) -> User:
    return _account("ada", "editor")


def _account(name: str, role: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def _tries(client, login: str, password: str = "wrong"):
    return client.post("/accounts/login/", {"login": login, "password": password})


@pytest.mark.parametrize("logins", [["ada"], ["ada@example.org"], ["ada", "ADA@example.org"]])
def test_after_five_failures_an_account_is_locked_under_each_of_its_names(logins: list[str], ada, client) -> None:
    answers = [_tries(client, logins[number % len(logins)]) for number in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert int(answers[-1]["Retry-After"]) == 900
    assert "15 minutes" in answers[-1].content.decode()
    assert _tries(client, "ada", PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_lock_is_of_one_address_and_opens_by_command(ada, client) -> None:
    for _time in range(5):
        _tries(client, "ada")
    elsewhere = client.post("/accounts/login/", {"login": "ada", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302
    client.logout()
    call_command("axes_reset_username", "ada", verbosity=0)
    assert _tries(client, "ada", PASSWORD).status_code == 302


def test_nobody_signs_up(client, db) -> None:
    sent = {"username": "x", "email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", sent)
    assert not User.objects.exists()


def test_who_asks_for_a_password_learns_nothing(ada, client) -> None:
    known, unknown = (
        client.post("/accounts/password/reset/", {"email": f"{name}@example.org"}) for name in ("ada", "nobody")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_dead_mail_server_tells_nothing_either(ada, client, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post("/accounts/password/reset/", {"email": "ada@example.org"}).status_code == 302


REQUIRED = ["editor", "archivist", "administrator"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("required", [[], REQUIRED])
def test_without_a_second_step_the_desk_stays_shut(role, required, client, db, settings) -> None:
    settings.MFA_REQUIRED_FOR = required
    user = _account(role, role)
    client.force_login(user)
    shut = role in required
    for page in ("/admin/", "/admin/records/person/", "/admin/records/person/add/", "/admin/password_change/"):
        for answer in (client.get(page), client.post(page)):
            assert (answer.status_code == 302 and answer["Location"] == "/accounts/2fa/") == shut, page
    assert client.get("/accounts/2fa/").status_code == 200
    # Codes on paper are no second step of their own.
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert (client.get("/admin/").status_code == 302) == shut
    TOTP.activate(user, generate_totp_secret())
    assert client.get("/admin/").status_code == 200


def test_a_superuser_is_not_let_off(client, db, settings) -> None:
    settings.MFA_REQUIRED_FOR = ["administrator"]
    client.force_login(User.objects.create_superuser("root", password=PASSWORD))
    assert client.get("/admin/")["Location"] == "/accounts/2fa/"


def test_the_password_alone_does_not_pass_the_second_step(ada, client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    assert _tries(client, "ada", PASSWORD)["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/admin/"


def test_the_database_alone_does_not_give_the_secret_away(ada, settings) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    kept = Authenticator.objects.get()
    assert secret not in json.dumps(kept.data)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [the_settings.SECRET_KEY]
    assert kept.wrap().validate_code(code)


def test_an_administrator_frees_who_lost_the_telephone(ada, client) -> None:
    TOTP.activate(ada, generate_totp_secret())
    client.force_login(_account("boss", "administrator"))
    client.post("/admin/auth/user/", {"action": "forget_second_factors", "_selected_action": [ada.pk]})
    assert not Authenticator.objects.exists()


def test_the_log_says_what_happened_and_no_secret(ada, client, caplog) -> None:
    caplog.set_level(logging.INFO, "records.accounts.audit")
    _tries(client, "ada", "a wrong secret")
    _tries(client, "a secret typed as the name", "x")
    _tries(client, "ada", PASSWORD)
    client.post("/accounts/logout/")
    boss = _account("boss", "administrator")
    client.force_login(boss)
    archivist = Group.objects.get(name="archivist")
    values = {"username": "ada", "is_active": "on", "is_staff": "on", "groups": [archivist.pk], "_save": ""}
    assert client.post(f"/admin/auth/user/{ada.pk}/change/", values).status_code == 302
    lines = [json.loads(record.message) for record in caplog.records if record.name == "records.accounts.audit"]
    assert [(line["event"], line["by"], line.get("account")) for line in lines] == [
        ("failed to sign in", "", "ada"),
        ("failed to sign in", "", ""),
        ("signed in", "ada", None),
        ("signed out", "ada", None),
        ("role changed", "boss", "ada"),
    ]
    assert lines[-1]["groups"] == ["archivist"]
    assert "secret" not in caplog.text
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize("language", ["en", "pl", "de"])
@pytest.mark.parametrize("page", ["login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"])
def test_every_page_before_the_door_is_there_and_strict(page: str, language: str, client, db) -> None:
    response = client.get(f"/accounts/{page}", headers={"accept-language": language})
    assert response.status_code == 200
    html = response.content.decode()
    assert f'<html lang="{language}">' in html
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "style=" not in html


@pytest.mark.parametrize(
    "page",
    ["2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "password/change/", "sessions/", "email/"],
)
def test_every_page_of_ones_own_account_is_there(page: str, ada, client) -> None:
    _tries(client, "ada", PASSWORD)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    response = client.get(f"/accounts/{page}")
    assert response.status_code == 200
    assert " style=" not in response.content.decode()
    assert client.session.get("_auth_user_id")


def test_the_language_is_chosen_and_stays(client, db) -> None:
    client.post("/accounts/language/", {"language": "pl", "next": "/accounts/login/"})
    assert '<html lang="pl">' in client.get("/accounts/login/").content.decode()


def test_a_server_in_production_has_nothing_to_be_warned_of(monkeypatch, tmp_path) -> None:
    environment = {"PRODUCTION": "1", "SECRET_KEY": "k" * 60 + "0123456789abcdef", "DATA_DIR": str(tmp_path)}
    environment |= {"PATH": "/usr/bin:/bin", "ALLOWED_HOSTS": "kresy.example"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=the_settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
