"""The answers for a balancer and for a monitor. Nothing of a person is in them, and to strangers no number at all."""

import shutil
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CollectorRegistry, GaugeMetricFamily
from prometheus_client.registry import Collector

from records.upkeep.state import archive_answers, disk, edition_state, index_is_complete, waiting_changes

# With less the archive can hardly be written, and new readers' sessions neither.
_LEAST_ROOM = 200_000_000
_BEARER = "Bearer "


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Let everyone ask whether readers may be sent here; the answer names the part that fails, and no more."""
    failing = [
        part
        for part, works in (
            ("archive", archive_answers()),
            ("edition", not edition_state().trouble),
            ("disk", disk()[0] >= _LEAST_ROOM),
        )
        if not works
    ]
    words = f"not ready: {', '.join(failing)}\n" if failing else "ready\n"
    return HttpResponse(words, content_type="text/plain", status=503 if failing else 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures to who knows METRICS_TOKEN; to anybody else, and where none is set, there is no such page.

    How many changes wait tells of records that may never be public.
    """
    sent = request.headers.get("Authorization", "")
    known = settings.METRICS_TOKEN
    if not known or not constant_time_compare(sent.encode(), f"{_BEARER}{known}".encode()):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    """The figures as they are now."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        edition, (free, needed) = edition_state(), disk()
        answers = archive_answers()
        yield _gauge("archive_up", "Whether the archive's database answers.", int(answers))
        yield _gauge("edition_up", "Whether the public edition can be read.", int(not edition.trouble))
        if edition.day:
            age = (timezone.now().date() - date.fromisoformat(edition.day)).days
            yield _gauge("edition_age_days", "Days since the edition's own day.", age)
        yield _gauge("edition_bytes", "Size of the edition's file; 0 on a server.", edition.size)
        yield _gauge("disk_free_bytes", "Free where the data lies.", free)
        yield _gauge("disk_needed_bytes", "What building the edition anew takes.", needed)
        yield _gauge("disk_bytes", "Size of the disk.", shutil.disk_usage(settings.BASE_DIR).total)
        if answers:
            yield from _of_archive()


def _of_archive() -> Iterator[GaugeMetricFamily]:
    try:
        waiting, complete = waiting_changes(timezone.now()), index_is_complete()
    except DatabaseError:
        # Its tables are those of another version: readyz and the doctor say so.
        return
    oldest = waiting.oldest.total_seconds() if waiting.oldest else 0.0
    yield _gauge("outbox_waiting", "Changes that are not published yet.", waiting.number)
    yield _gauge("outbox_oldest_seconds", "How long the oldest of them has waited.", max(oldest, 0.0))
    yield _gauge("comparing_index_complete", "Whether people are compared while somebody types.", int(complete))


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"kresy_{name}", words, value=value)
