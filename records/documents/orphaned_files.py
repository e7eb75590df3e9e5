"""Picture files that no document knows: what was being saved when the server died."""

from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from records.documents.models import DocumentImage

_FOLDER = "documents"
_ABANDONED_AFTER = timedelta(days=1)


def remove_orphaned_pictures(now: datetime) -> int:
    """Delete the picture files of no document that are older than a day; return how many."""
    folder = Path(default_storage.path(_FOLDER))
    old = (now - _ABANDONED_AFTER).timestamp()
    found = {path.name: path for path in folder.iterdir() if path.is_file()} if folder.is_dir() else {}
    aged = {name: path for name, path in found.items() if path.stat().st_mtime < old}
    if not aged:
        return 0
    for name in DocumentImage.objects.values_list("file", flat=True).iterator():
        aged.pop(Path(name).name, None)
    for path in aged.values():
        path.unlink(missing_ok=True)
    return len(aged)
