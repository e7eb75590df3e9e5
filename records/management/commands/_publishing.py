"""Publishing at the end of a command, by the quicker of two ways."""

from collections.abc import Callable
from datetime import date

from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.outbox import OutboxEntry

# Above this many changes a new edition is built faster than the old one is changed.
_REBUILD_ABOVE = 3_000


def publish_what_waits(progress: Callable[[str, int, int], None]) -> None:
    """Publish all that waits in the outbox."""
    if OutboxEntry.objects.count() > _REBUILD_ABOVE:
        rebuild("public", date.today(), progress)
    else:
        publish_changes(date.today())
