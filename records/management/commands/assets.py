"""Fetch the parts of other projects that the pages use when they are there: each in one exact version.

They come by npm, so that its settings (a mirror, a proxy) hold here too, and are unpacked only if their checksum is the
one in records/static/assets.lock.json. Without them the pages work with plainer parts of our own.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from records.management.commands._failures import one_clear_sentence

LOCK = Path(__file__).resolve().parents[2] / "static" / "assets.lock.json"
_SECONDS = 120
# Written last, so that what was broken off counts as missing.
_MARK = "integrity.txt"


def missing() -> dict[str, dict[str, Any]]:
    """Return what the lock file names and the folder of assets lacks: name to entry."""
    wanted = json.loads(LOCK.read_text(encoding="utf-8"))
    return {name: entry for name, entry in wanted.items() if not is_there(name, entry)}


def is_there(name: str, entry: dict[str, Any]) -> bool:
    """Whether this very version was unpacked."""
    folder = Path(settings.ASSETS_DIR) / name
    kept = [folder / file for file in (*entry["files"].values(), _MARK)]
    return all(path.is_file() for path in kept) and kept[-1].read_text(encoding="utf-8") == entry["integrity"]


class Command(BaseCommand):
    help = "Fetch OpenSeadragon and Leaflet in the versions of assets.lock.json; without them plainer parts are used."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, help="a folder with the packages (NAME-VERSION.tgz)")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        for name, entry in missing().items():
            with tempfile.TemporaryDirectory() as fetched:
                package = self._package(name, entry, options["folder"] or Path(fetched), fetch=not options["folder"])
                if package is None:
                    self.stderr.write(
                        f"{name} could not be fetched (is npm there, and a network?): "
                        "the pages use a plainer part until `manage.py assets` succeeds."
                    )
                    continue
                unpack(package, entry, Path(settings.ASSETS_DIR) / name)
            self.stdout.write(f"{name} {entry['version']} ({entry['licence']}) is in {settings.ASSETS_DIR}.")

    def _package(self, name: str, entry: dict[str, Any], folder: Path, *, fetch: bool) -> Path | None:
        if fetch and not fetched_by_npm(f"{name}@{entry['version']}", folder):
            return None
        package = folder / f"{name}-{entry['version']}.tgz"
        if not package.is_file():
            raise CommandError(f"{package} is not there.", returncode=1)
        return package


def fetched_by_npm(package: str, folder: Path) -> bool:
    """Ask npm for this package; False where there is no npm, or no network."""
    npm = shutil.which("npm")
    if npm is None:
        return False
    words = [
        npm,
        "pack",
        package,
        "--pack-destination",
        str(folder),
        "--ignore-scripts",
        "--silent",
        "--fetch-retries=1",
    ]
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def unpack(package: Path, entry: dict[str, Any], folder: Path) -> None:
    """Write the named files of the package into the folder; CommandError if its checksum is another."""
    content = package.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != entry["integrity"]:
        raise CommandError(f"{package.name} is not the file that was locked: its checksum differs.", returncode=1)
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package, "r:gz") as archive:
        for inside, kept in entry["files"].items():
            # Read by name and written under ours: no path of the package is followed.
            stream = archive.extractfile(f"package/{inside}")
            if stream is None:
                raise CommandError(f"{package.name} lacks {inside}.", returncode=1)
            (folder / kept).write_bytes(stream.read())
    (folder / _MARK).write_text(entry["integrity"], encoding="utf-8")
