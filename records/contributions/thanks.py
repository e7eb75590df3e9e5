"""The mail that tells a sender what became of a message: prepared in the sender's language, sent once, kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from records.contributions.models import Contribution, Statement, StatementState, Thanks
from records.contributions.statement_kinds import STATEMENT_KINDS

LANGUAGES = ("en", "pl", "de")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail before it goes out."""

    language: str
    subject: str
    text: str


def prepared(message: Contribution, statements: Sequence[Statement], public_link: str) -> Letter:
    """Return the mail in the sender's language; it says only what kind of thing was made, never of whom."""
    language = message.language if message.language in LANGUAGES else "en"
    with override(language):
        standing = [one for one in statements if one.state != StatementState.TAKEN_BACK]
        paragraphs = [
            _("Dear %s,") % message.name,
            _("thank you for what you wrote to us on %s.") % date_format(message.received_at, "j E Y"),
            *became(message, standing),
        ]
        if public_link:
            paragraphs.append(_("The page is here: %s") % public_link)
        paragraphs.append(_("With kind regards,\nthe volunteers of Kresy Families"))
        return Letter(language, _("Your message to Kresy Families"), "\n\n".join(paragraphs))


def became(message: Contribution, standing: Sequence[Statement]) -> list[str]:
    """Say what has become of a message that was read: only what kind of thing was made of it, never of whom."""
    if not standing:
        if message.state == "declined":
            return [_("We have read it with care, but could not use it this time.")]
        return [_("We have read it with care.")]
    kinds = dict.fromkeys(str(STATEMENT_KINDS[one.kind].label) for one in standing)
    lines = [_("We have taken it up. Of your words we made:"), "\n".join(f"- {label}" for label in kinds)]
    if any(one.state != StatementState.RELEASED for one in standing):
        lines.append(_("Some of it is still being checked and is not on the public pages yet."))
    return lines


def send_thanks(message: Contribution, letter: Letter, by: str, now: datetime) -> bool:
    """Send the mail and keep it; return False where one was sent before. A mail that cannot be sent is not kept."""
    try:
        with transaction.atomic():
            Thanks.objects.create(
                contribution=message,
                language=letter.language,
                subject=letter.subject,
                text=letter.text,
                sent_by=by,
                sent_at=now,
            )
            mail = EmailMessage(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [message.email])
            mail.send()
            Contribution.objects.filter(pk=message.pk, answered_at=None).update(answered_at=now)
    except IntegrityError:
        return False
    return True
