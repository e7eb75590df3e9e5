"""GEDZIP: a ZIP with `gedcom.ged` and the scans it names. An archive from a stranger is not trusted.

Refused before anything is unpacked: too many entries, too much content, entries that grow beyond all
measure or share their bytes, names that point outside or are the same on some computer, links, archives
inside the archive, encryption.
"""

import shutil
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, BinaryIO, cast

from records.gedcom.problems import GedcomError

GEDCOM_NAME = "gedcom.ged"
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
# What an archive inside would bring can be seen by nobody before it is unpacked as well.
ARCHIVE_ENDINGS = (".zip", ".gdz", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst")
# ZIP cannot store a year before 1980; one fixed time makes equal content equal bytes.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class GedzipLimits:
    """How large an archive may be; a ratio counts only for entries above `ratio_from` bytes."""

    entries: int = 100_000
    total_bytes: int = 100 * 1024**3
    gedcom_bytes: int = 16 * 1024**3
    ratio: int = 250
    ratio_from: int = 1024**2


LIMITS = GedzipLimits()


def is_zip(path: Path) -> bool:
    """Return whether the file begins as a ZIP does."""
    with path.open("rb") as stream:
        return stream.read(4) in (ZIP_START, EMPTY_ZIP_START)


def open_gedzip(path: str | Path, limits: GedzipLimits = LIMITS) -> BinaryIO:
    """Return the stream of the GEDCOM file inside an archive, after checking the whole archive."""
    archive = _open_archive(Path(path))
    try:
        check_archive(archive, limits)
        entry = _gedcom_entry(archive)
        if entry.file_size > limits.gedcom_bytes:
            raise GedcomError(f"The file {entry.filename} in the archive is too large.")
        stream = archive.open(entry)
    except (GedcomError, zipfile.BadZipFile) as error:
        archive.close()
        if isinstance(error, GedcomError):
            raise
        raise GedcomError(f"The archive is damaged: {error}.") from error
    # The archive counts its users: its file stays open until this stream is closed.
    archive.close()
    return cast(BinaryIO, stream)


def gedcom_size(path: str | Path) -> int:
    """Return the unpacked size of the GEDCOM file inside an archive."""
    with _open_archive(Path(path)) as archive:
        return _gedcom_entry(archive).file_size


def media_names(path: str | Path, limits: GedzipLimits = LIMITS) -> list[str]:
    """Return the names of the other files in an archive, after checking it."""
    with _open_archive(Path(path)) as archive:
        check_archive(archive, limits)
        gedcom = _gedcom_entry(archive).filename
        return [entry.filename for entry in archive.infolist() if not entry.is_dir() and entry.filename != gedcom]


def open_media(path: str | Path, name: str, limits: GedzipLimits = LIMITS) -> BinaryIO:
    """Return the stream of one file of a checked archive; GedcomError when there is none of that name."""
    with _open_archive(Path(path)) as archive:
        check_archive(archive, limits)
        if name not in archive.namelist():
            raise GedcomError(f"The archive holds no file {name!r}.")
        return cast(BinaryIO, archive.open(name))


def check_archive(archive: zipfile.ZipFile, limits: GedzipLimits = LIMITS) -> None:
    """Raise GedcomError with the first reason not to trust the archive."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise GedcomError(f"The archive holds {len(entries)} files, more than the {limits.entries} allowed.")
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise GedcomError("The archive would be too large when unpacked.")
    if sum(entry.compress_size for entry in entries) > archive.start_dir:
        raise GedcomError("The archive is damaged or hostile: its files share the same bytes.")
    names: set[str] = set()
    for entry in entries:
        _check_entry(entry, limits)
        # Some computers store "ó" in two signs, and some do not tell capitals.
        folded = unicodedata.normalize("NFC", entry.filename).casefold()
        if folded in names:
            raise GedcomError(f"The archive holds two files named {entry.filename!r} (capitals do not count).")
        names.add(folded)


def is_safe_name(name: str) -> bool:
    """Return whether a name in an archive stays inside the folder it is unpacked to."""
    path = PurePosixPath(name)
    return bool(name.strip("/")) and not (
        path.is_absolute() or ".." in path.parts or "\\" in name or ":" in path.parts[0] or min(name) < " "
    )


def _check_entry(entry: zipfile.ZipInfo, limits: GedzipLimits) -> None:
    # zipfile cuts names at NUL; the name as stored tells.
    if not is_safe_name(entry.orig_filename):
        raise GedcomError(f"The archive holds a file with a dangerous name: {entry.orig_filename!r}.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise GedcomError(f"The archive holds a link instead of a file: {entry.filename!r}.")
    if entry.filename.casefold().endswith(ARCHIVE_ENDINGS):
        raise GedcomError(f"The archive holds another archive: {entry.filename!r}. Unpack it first.")
    if entry.flag_bits & 0x1:
        raise GedcomError("The archive is protected by a password.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise GedcomError(f"The file {entry.filename} is packed in a way that GEDZIP does not allow.")
    packed = max(entry.compress_size, 1)
    if entry.file_size > limits.ratio_from and entry.file_size / packed > limits.ratio:
        raise GedcomError(f"The file {entry.filename} grows suspiciously when unpacked.")


def _gedcom_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries:
        if entry.filename == GEDCOM_NAME:
            return entry
    # A tree that somebody packed by hand has a name of its own.
    others = [entry for entry in entries if entry.filename.casefold().endswith(".ged")]
    if len(others) == 1:
        return others[0]
    raise GedcomError("The archive holds no file gedcom.ged.")


def _open_archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise GedcomError(f"The archive is damaged: {error}.") from error


class GedzipWriter:
    """Writes an archive beside its place and moves it there when all went well.

    Write the GEDCOM file first, through `gedcom()`, then each scan with `add_media()`.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._unfinished = self.path.with_name(self.path.name + ".part")
        self._archive = zipfile.ZipFile(self._unfinished, "w", allowZip64=True)
        self._names = {GEDCOM_NAME}

    def __enter__(self) -> "GedzipWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()
        if kind is None:
            self._unfinished.replace(self.path)
        else:
            self._unfinished.unlink(missing_ok=True)

    @contextmanager
    def gedcom(self) -> Iterator[BinaryIO]:
        """Give the stream of `gedcom.ged`; level 1 packs nearly as well as 6 and three times as fast."""
        entry = zipfile.ZipInfo(GEDCOM_NAME, FIXED_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry._compresslevel = 1  # type: ignore[attr-defined]
        with self._archive.open(entry, "w", force_zip64=True) as stream:
            yield cast(BinaryIO, stream)

    def add_media(self, name: str, source: str | Path | IO[bytes]) -> str:
        """Store a scan unpacked and return the name it got, which differs when the wanted one was taken."""
        if not is_safe_name(name):
            raise GedcomError(f"{name!r} is no name for a file in an archive.")
        free = self._free_name(name)
        entry = zipfile.ZipInfo(free, FIXED_TIME)
        with self._archive.open(entry, "w", force_zip64=True) as target:
            if isinstance(source, str | Path):
                with open(source, "rb") as stream:
                    shutil.copyfileobj(stream, target)
            else:
                shutil.copyfileobj(source, target)
        return free

    def _free_name(self, name: str) -> str:
        path = PurePosixPath(name)
        free, number = name, 2
        while free.casefold() in self._names:
            free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
            number += 1
        self._names.add(free.casefold())
        return free
