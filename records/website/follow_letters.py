"""The mails of followed searches: one that asks whether it was you, and those that tell of people newly published."""

from collections.abc import Sequence
from datetime import date

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import ngettext

from records.contributions.followed_search import FollowedSearch
from records.edition.connection import reading
from records.edition.search import search_people
from records.website.access import Edition
from records.website.person_words import PersonWords
from records.website.reader_language import gettext as _
from records.website.reader_language import speaking
from records.website.search_form import FIELDS, query_of
from records.website.search_results import result

# So many of the best are looked at; whoever fits worse than these is not meant.
_BEST = 60
_TOLD_AT_ONCE = 20


def fitting(edition: Edition, asked: dict[str, str]) -> list[PersonWords]:
    """Return the people whose name is the one that is sought, in any script; those only similar are left out."""
    query = query_of({"q": "", **dict.fromkeys(FIELDS, ""), **asked}, {})
    if query.is_empty:
        return []
    found = [result(hit) for hit in search_people(edition, query, _BEST).hits]
    return [one.person for one in found if not one.is_similar]


def ask_to_confirm(search: FollowedSearch, site: str) -> None:
    """Send the mail from which the search is confirmed."""
    with speaking(search.language):
        text = [
            _("Somebody, we hope you, asked to be told when people like these are published: %s") % search.words,
            _("If it was you, open this address and confirm it:"),
            _address(search, site),
            _("If it was not you, do nothing: in a week we forget it, and no other mail will come."),
        ]
        _send(search, _("Follow a search in Kresy Families?"), text, site)


def tell_all(today: date, site: str) -> tuple[int, int]:
    """Look each followed search up once a day; return how many were looked up and how many mails went out.

    A search is marked before its mail goes out only if it went: a mail that fails is tried again by the next run.
    """
    looked, sent = 0, 0
    with reading() as edition:
        due = FollowedSearch.objects.exclude(confirmed_at=None).exclude(looked_on=today).order_by("pk")
        for search in due.iterator(500):
            looked += 1
            people = fitting(edition, search.asked)
            seen = set(search.seen)
            # Whoever does not fit into this mail comes with tomorrow's.
            new = [person for person in people if person.id not in seen][:_TOLD_AT_ONCE]
            if new:
                _tell(search, new, site)
                sent += 1
            search.seen = [*search.seen, *(person.id for person in new)]
            search.looked_on = today
            search.save(update_fields=["seen", "looked_on"])
    return looked, sent


def _tell(search: FollowedSearch, people: Sequence[PersonWords], site: str) -> None:
    with speaking(search.language):
        number = len(people)
        lines = [_line(person, site) for person in people]
        text = [
            ngettext(
                "%d person who may fit your search was published:",
                "%d people who may fit your search were published:",
                number,
            )
            % number,
            search.words,
            "\n\n".join(lines),
            _("Whether it is who you seek, only you can tell. If you know more, every page has a form for it."),
        ]
        _send(search, _("New in Kresy Families: %s") % search.words[:80], text, site)


def _line(person: PersonWords, site: str) -> str:
    name = f"{person.name} ({person.reading})" if person.reading else str(person.name)
    words = f"{name}, {person.life}" if person.life else name
    return f"{words}\n{site}{reverse('website:person', args=[person.id])}"


def _address(search: FollowedSearch, site: str) -> str:
    return f"{site}{reverse('website:followed', args=[search.token])}"


def _send(search: FollowedSearch, subject: str, paragraphs: Sequence[str], site: str) -> None:
    stop = f"{site}{reverse('website:stop_following', args=[search.token])}"
    end = _("To stop these mails, open: %s") % _address(search, site)
    # Mail programs show a button that stops it at once (RFC 8058).
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    text = "\n\n".join([*paragraphs, end])
    EmailMessage(" ".join(subject.split()), text, to=[search.email], headers=headers).send()
