"""Taking a message in: its words, what may be done with it, and its scans, all of it or nothing."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from records.contributions.models import Contribution, SentFile
from records.documents.scan_pages import clean_pages

MOST_FILES, MOST_PAGES, MOST_BYTES = 6, 30, 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader has filled in; ``about`` is the kind and the public id of a record, both empty for none."""

    text: str
    name: str
    email: str
    language: str
    rights: str
    may_be_named: bool
    about: tuple[str, str]


def receive(told: Told, uploads: Sequence[UploadedFile]) -> Contribution:
    """Put a message into the inbox; raise ValidationError, with a sentence, for a file that cannot be taken."""
    if len(uploads) > MOST_FILES:
        raise ValidationError(_("At most %d files can be sent at once.") % MOST_FILES)
    stored: list[Path] = []
    try:
        with transaction.atomic():
            message = Contribution.objects.create(
                about_kind=told.about[0],
                about_id=told.about[1],
                name=told.name,
                email=told.email,
                text=told.text,
                language=told.language,
                rights=told.rights,
                may_be_named=told.may_be_named,
                token=secrets.token_urlsafe(18),
            )
            for upload in uploads:
                _keep(message, upload, stored)
    except BaseException:
        for path in stored:
            path.unlink(missing_ok=True)
        raise
    return message


def _keep(message: Contribution, upload: UploadedFile, stored: list[Path]) -> None:
    """Keep each page of a file, decoded and written again: nothing hides in it."""
    name = Path(upload.name or "").name[:100]
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(
            _("%(file)s is larger than %(most)d megabytes.") % {"file": name, "most": MOST_BYTES >> 20}
        )
    folder = received_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(clean_pages(cast(BinaryIO, upload.file), upload.size or 0), 1):
        if number > MOST_PAGES:
            raise ValidationError(_("%(file)s has more than %(most)d pages.") % {"file": name, "most": MOST_PAGES})
        path = folder / f"{message.token}-{len(stored)}.{page.ending}"
        stored.append(path)
        path.write_bytes(page.content)
        called = f"{name} ({number})" if number > 1 else name
        SentFile.objects.create(contribution=message, name=called, sha256=page.sha256, file=path.name)


def received_folder() -> Path:
    """Return where the files of messages lie: never where the site serves from."""
    return Path(settings.PRIVATE_DIR) / "received"


def remove_files(messages: Sequence[int]) -> None:
    """Delete the files of these messages, after the change is sure."""
    names = list(SentFile.objects.filter(contribution__in=messages).values_list("file", flat=True))
    SentFile.objects.filter(contribution__in=messages).delete()
    transaction.on_commit(lambda: _unlink(names))


def _unlink(names: Sequence[str]) -> None:
    for name in names:
        (received_folder() / name).unlink(missing_ok=True)


@transaction.atomic
def withdraw(message: Contribution) -> bool:
    """Delete a message that its sender takes back; only while nobody has read it. Say whether it is gone."""
    locked = Contribution.objects.select_for_update().filter(pk=message.pk, state="new").first()
    if locked is None:
        return False
    remove_files([locked.pk])
    locked.delete()
    return True
