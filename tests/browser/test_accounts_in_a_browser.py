"""The way in, as an editor's browser goes it: the code of an app, a passkey, and pages that everybody can use."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.utils import timezone

from records.accounts.invitations import invite

pytestmark = pytest.mark.browser

PASSWORD = "from Sarny to Samarkand"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def complaints() -> list[str]:
    """What the console and the scripts complained of; empty for faultless pages."""
    return []


@pytest.fixture
def editor(db, settings) -> None:
    """An editor who must have a second step. She comes before the browser: its loop would see another archive."""
    cache.clear()
    settings.MFA_REQUIRED_FOR = ["editor"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.create_user("ada", password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name="editor"))


@pytest.fixture
def way_in(editor: None, desk: str, open_browser: Callable, complaints: list[str]):
    """The sign-in page. Passkeys belong to a name, not to a number."""
    page = open_browser(390, locale="en-GB")
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(desk.replace("127.0.0.1", "localhost") + "/accounts/login/")
    return page


def _faults(page) -> list[tuple[str, str]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    grave = [one for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    return [(one["id"], node["html"][:160]) for one in grave for node in one["nodes"]]


def _good(page, complaints: list[str]) -> None:
    assert (page.url, _faults(page), complaints) == (page.url, [], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, page.url
    assert [page.locator(one).count() for one in ("main#content", "main", "a.skip", "h1")] == [1, 1, 1, 1]


def _sign_in(page) -> None:
    page.fill("#id_login", "ada")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/")


def _confirm(page) -> None:
    page.wait_for_url("**/accounts/reauthenticate/**")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")


def test_an_app_is_set_up_and_opens_the_desk(way_in, complaints: list[str]) -> None:
    page = way_in
    _good(page, complaints)
    _sign_in(page)
    assert "Your role needs a second step" in page.inner_text("main")
    _good(page, complaints)
    page.click("text=Set up the app")
    _good(page, complaints)
    _confirm(page)
    page.wait_for_url("**/totp/activate/")
    assert page.locator(".qr svg").bounding_box()["width"] > 100
    _good(page, complaints)
    secret = page.inner_text("#authenticator_secret")
    page.fill("#id_code", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/accounts/2fa/(recovery-codes/)?$"))
    _good(page, complaints)
    page.goto(page.url.split("/accounts/")[0] + "/accounts/2fa/recovery-codes/")
    _good(page, complaints)
    page.goto(page.url.split("/accounts/")[0] + "/admin/")
    page.wait_for_selector("#overview")


def test_a_passkey_is_set_up_and_signs_in_without_a_password(way_in, complaints: list[str]) -> None:
    page = way_in
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    _sign_in(page)
    page.click("text=Set up a passkey")
    _confirm(page)
    page.wait_for_url("**/webauthn/add/")
    _good(page, complaints)
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile(r"/accounts/2fa/(webauthn|recovery-codes)/$"))
    page.goto(page.url.split("/2fa/")[0] + "/2fa/webauthn/")
    _good(page, complaints)
    page.click("text=Sign out")
    page.click("main button")
    page.wait_for_url("**/accounts/login/**")
    page.click("#passkey_login")
    page.wait_for_selector("#overview")
    assert complaints == []


def test_a_passkey_that_fails_is_said_on_the_page(way_in) -> None:
    page = way_in
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.click("#passkey_login")
    page.wait_for_selector("#passkey-failed:visible")
    assert "The passkey was not used" in page.inner_text("#passkey-failed")


@pytest.fixture
def invited(db, settings) -> str:
    """The token of an invitation. It comes before the browser, as the editor does."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    group = Group.objects.get(name="volunteer")
    _invitation, token = invite("ewa@example.org", group, (), None, timezone.now(), lambda token: token)
    return token


def test_an_invitation_is_accepted_in_a_clean_browser(
    invited: str, desk: str, open_browser: Callable, complaints: list[str]
) -> None:
    page = open_browser(390, locale="en-GB")
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{desk}/accounts/invitation/{invited}/")
    _good(page, complaints)
    for name, words in (("given", "Ewa"), ("surname", "Nowak"), ("password", PASSWORD), ("again", PASSWORD)):
        page.fill(f"[name={name}]", words)
    page.press("[name=again]", "Enter")
    page.wait_for_url("**/accounts/login/**")
    assert complaints == []
