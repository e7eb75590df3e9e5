"""Who gets the daily letter, and what of the desk is theirs."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.timezone import localdate

from records.admin.access import may_publish, may_transcribe
from records.admin.closed_collections import collections_of
from records.people.claims_that_differ import find_everywhere
from records.reviewing.digest import Paths, Reader, send_letters


def send_daily_letters(site: str, day: date | None = None) -> tuple[int, int]:
    """Look for contradictions that came in bulk, and send the letters of a day; return how many went, and had gone."""
    find_everywhere()
    people = User.objects.filter(is_staff=True, is_active=True).exclude(email="").order_by("pk")
    readers = [
        Reader(
            user,
            publishes=may_publish(user),
            transcribes=may_transcribe(user),
            answers_readers=user.has_perm("records.change_contribution"),
            unseen=collections_of(user).unseen,
        )
        for user in people
    ]
    return send_letters(readers, day or localdate(), site, _paths(), default_language=settings.LANGUAGE_CODE)


def _paths() -> Paths:
    return Paths(
        line=reverse("review-line"),
        read_again=reverse("review-read-again"),
        settle=reverse("review-read-again"),
        contradictions=reverse("review-contradictions"),
        messages=f"{reverse('admin:records_contribution_changelist')}?state__exact=new",
        letter=reverse("review-letter"),
        desk=reverse("admin:index"),
    )
