"""The feed of family histories, the newest first, for feed readers and for other sites (Atom)."""

from datetime import UTC, date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from records.edition.queries import newest
from records.website.access import Edition, everyone_may_read
from records.website.history_words import history_words
from records.website.reader_language import gettext as _
from records.website.reader_language import page_language

_AS_MANY = 30


@everyone_may_read
def history_feed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Return the histories that came last into the archive."""
    feed = Atom1Feed(
        title=_("Family histories of the Kresy"),
        link=request.build_absolute_uri(reverse("website:histories")),
        feed_url=request.build_absolute_uri(request.path),
        description="",
        language=page_language(),
    )
    for row in newest(edition, "history", _AS_MANY):
        words = history_words(row.id, row.card)
        address = request.build_absolute_uri(reverse("website:history", args=[row.id]))
        since = datetime.combine(date.fromisoformat(row.card["since"]), time(), UTC)
        feed.add_item(
            title=str(words.title), link=address, description=str(words.summary), unique_id=address,
            pubdate=since, updateddate=since,
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
