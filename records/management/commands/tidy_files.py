"""Delete what was uploaded and its time is over, exports, scans never saved, lost pictures, and old messages."""

from django.utils import timezone

from records.admin.transcribing.kept_scans import remove_old_scans
from records.background_job import remove_abandoned
from records.contributions.followed_search import forget_unconfirmed
from records.contributions.forgetting import forget_old_messages
from records.documents.orphaned_files import remove_orphaned_pictures
from records.exporting.models import Export, remove_old_exports
from records.importing.jobs import ImportJob
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.tables.models import TableJob
from records.upload_job import remove_old_uploads


class Command(OperatorCommand):
    help = "Delete uploads, exports and messages whose time is over (UPLOADS_, EXPORTS_, MESSAGES_KEPT_DAYS)."

    @one_clear_sentence
    def handle(self, *args: object, **options: object) -> None:
        now = timezone.now()
        uploads = remove_old_uploads(ImportJob, now) + remove_abandoned(ImportJob, now)
        uploads += remove_old_uploads(TableJob, now) + remove_abandoned(TableJob, now)
        exports = remove_old_exports(now) + remove_abandoned(Export, now)
        forms, pictures = remove_old_scans(now), remove_orphaned_pictures(now)
        messages, searches = forget_old_messages(now), forget_unconfirmed(now)
        self.stdout.write(
            f"Deleted {uploads} uploaded files, {exports} exports, the scans of {forms} unsaved forms, "
            f"and {pictures} pictures of no document; emptied {messages} messages; "
            f"forgot {searches} searches that nobody confirmed."
        )
