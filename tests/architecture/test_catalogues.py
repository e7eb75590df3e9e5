"""The words of the site are compiled by whoever begins first, and by several who begin at once."""

from concurrent.futures import ThreadPoolExecutor
from gettext import GNUTranslations
from pathlib import Path
from threading import Barrier

from kresy_families.catalogues import compile_catalogues

_SOURCES = Path(__file__).parents[2] / "records" / "locale"
_AT_ONCE = 4


def test_several_workers_that_begin_at_once_all_begin(tmp_path: Path) -> None:
    ready = Barrier(_AT_ONCE)

    def begin(_worker: int) -> list[str]:
        ready.wait(30)
        return compile_catalogues(_SOURCES, tmp_path)

    with ThreadPoolExecutor(_AT_ONCE) as workers:
        written = [language for found in workers.map(begin, range(_AT_ONCE)) for language in found]
    assert {"de", "pl"} <= set(written)
    for language, word in (("de", "Orte"), ("pl", "Miejsca")):
        folder = tmp_path / language / "LC_MESSAGES"
        assert [file.name for file in folder.iterdir()] == ["django.mo"]
        with (folder / "django.mo").open("rb") as stream:
            assert GNUTranslations(stream).gettext("Places") == word
    assert compile_catalogues(_SOURCES, tmp_path) == []
