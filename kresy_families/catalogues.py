"""Message catalogues: the .po files in records/locale are compiled where the server may write, when they changed."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(sources: Path, target: Path) -> list[str]:
    """Compile each newer records/locale/<language>/LC_MESSAGES/django.po; return the languages written."""
    written = []
    for catalogue in sorted(sources.glob("*/LC_MESSAGES/django.po")):
        language = catalogue.parent.parent.name
        compiled = target / language / "LC_MESSAGES" / "django.mo"
        if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with catalogue.open("rb") as stream:
            messages = read_po(stream, locale=language)
        # Each worker of a server that begins compiles for itself: the last one's stands, and none is in half.
        with NamedTemporaryFile("wb", dir=compiled.parent, prefix=".", suffix=".part", delete=False) as file:
            write_mo(file, messages)
        unfinished = Path(file.name)
        unfinished.chmod(0o644)
        unfinished.replace(compiled)
        written.append(language)
    return written
