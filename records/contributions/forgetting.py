"""Messages are not kept for ever: name, e-mail and words go after their time; what was made of them stays."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from records.contributions.models import Contribution, Statement, Thanks
from records.contributions.receiving import remove_files


@transaction.atomic
def forget_old_messages(now: datetime) -> int:
    """Empty the messages that were answered longer than MESSAGES_KEPT_DAYS ago; return how many."""
    until = now - timedelta(days=settings.MESSAGES_KEPT_DAYS)
    old = list(
        Contribution.objects.filter(
            answered_at__lt=until, forgotten_at=None, state__in=("used", "declined", "read")
        ).values_list("pk", flat=True)
    )
    remove_files(old)
    Statement.objects.filter(contribution__in=old).update(words="", reading={})
    Thanks.objects.filter(contribution__in=old).update(subject="", text="")
    return Contribution.objects.filter(pk__in=old).update(name="", email="", text="", answer="", forgotten_at=now)
