"""What a worker does after publishing: make ready the pictures that are new."""

from collections.abc import Collection

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from records.edition.connection import reading
from records.edition.picture_store import prepare_pictures, remove_unshown, waits_for_making


@task()
def work_on_pictures() -> None:
    """Make ready every picture that is not; what another worker is at already is left to it."""
    prepare_pictures(lambda _what, _done, _total: None)


def see_to_pictures(url: str, of: Collection[str] | None = None) -> None:
    """After publishing: remove the files of pictures that are not shown any more, and ask a worker for the new ones."""
    remove_unshown(url, of)
    with reading(url) as connection:
        if waits_for_making(connection, url, of):
            _ask_a_worker()


def _ask_a_worker() -> None:
    """Ask a worker for it, unless one was asked and has not begun."""
    asked = DBTaskResult.objects.filter(task_path=work_on_pictures.module_path, status=TaskResultStatus.READY)
    if not asked.exists():
        work_on_pictures.enqueue()
