"""An edition stays open from page to page, and nobody reads an old one for that."""

import os
import sqlite3
from pathlib import Path

import pytest

from records.edition.connection import EditionMissing, edition_url, reading, sqlite_path
from records.edition.publishing import publish_changes
from records.edition.queries import get_page
from records.edition.rebuilding import rebuild
from tests.edition.world import TODAY, person

pytestmark = pytest.mark.usefixtures("empty_archive")


def _held() -> list[str]:
    """Return the files of editions that this process has open."""
    names = [os.readlink(one) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return [name for name in names if f"{sqlite_path(edition_url()).parent}/public" in name]  # type: ignore[union-attr]


def test_what_is_published_and_what_is_rebuilt_is_read_at_once() -> None:
    first, second = person("Jan", "Wróbel"), None
    publish_changes(TODAY)
    with reading() as connection:
        assert get_page(connection, "person", first.public_id)
    second = person("Anna", "Wróbel")
    publish_changes(TODAY)
    with reading() as connection:
        assert get_page(connection, "person", second.public_id)
    first.status = "draft"
    first.save()
    rebuild("public", TODAY)
    with reading() as connection:
        assert get_page(connection, "person", first.public_id) is None


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="Only Linux tells which files a process has open.")
def test_the_file_of_before_is_let_go() -> None:
    person("Jan", "Wróbel")
    publish_changes(TODAY)
    for _turn in range(3):
        rebuild("public", TODAY)
        with reading(), reading():
            pass
        held = _held()
        assert held and not [name for name in held if name.endswith("(deleted)")]
        assert len({name for name in held if name.endswith(".sqlite3")}) == 1


def test_an_edition_that_is_removed_is_missing_at_once() -> None:
    person("Jan", "Wróbel")
    publish_changes(TODAY)
    with reading():
        pass
    path = sqlite_path(edition_url())
    assert path is not None
    path.unlink()
    with pytest.raises(EditionMissing), reading():
        pass


def test_a_reader_may_not_write() -> None:
    person("Jan", "Wróbel")
    publish_changes(TODAY)
    with reading() as connection, pytest.raises(Exception, match="readonly") as refused:
        connection.exec_driver_sql("DELETE FROM page")
    assert isinstance(refused.value.__cause__, sqlite3.OperationalError)
