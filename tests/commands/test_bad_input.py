"""Any bad input ends with one clear sentence and exit code 1, and the databases are as they were."""

import hashlib
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n0 @I1@ INDI\n1 NAME Jan /Nowak/\n1 BIRT\n2 DATE 1900\n0 TRLR\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A data folder with both databases, as an operator has it."""
    folder = tmp_path_factory.mktemp("home")
    assert run(folder, "migrate", "-v0").returncode == 0
    assert run(folder, "publish_edition", "--rebuild", "-v0").returncode == 0
    return folder


def run(home: Path, *words: str, most_bytes: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATA_DIR": str(home), "MEDIA_ROOT": str(home / "media"), "PYTHONWARNINGS": "ignore"}
    for name in ("DATABASE_URL", "EDITION_URL", "ARCHIVE_EDITION_URL", "PRODUCTION", "SECRET_KEY"):
        environment.pop(name, None)
    if most_bytes:
        # Of what it compiles it could keep only so much, too, and the next program would read half of it.
        environment["PYTHONDONTWRITEBYTECODE"] = "1"

    def limit() -> None:
        if most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    command = [sys.executable, str(ROOT / "manage.py"), *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, preexec_fn=limit, timeout=120
    )


def fingerprint(home: Path) -> dict[str, str]:
    """Return the content of both databases, whatever their journals."""
    import sqlite3

    found = {}
    for name in ("archive.sqlite3", "edition/public.sqlite3"):
        connection = sqlite3.connect(home / name)
        found[name] = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
        connection.close()
    return found


def write(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def bad_files(folder: Path) -> dict[str, str]:
    return {
        "missing": str(folder / "nowhere.ged"),
        "a folder": str(folder),
        "empty": write(folder, "empty.ged", b""),
        "a picture": write(folder, "scan.ged", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        "a web page": write(folder, "page.ged", b"<!DOCTYPE html><html><body>0 HEAD</body></html>"),
        "prose": write(folder, "story.ged", "Wywieźli nas w lutym.\nByło zimno.\n".encode()),
        "cut inside a letter": write(folder, "cut.ged", GOOD.replace("0 TRLR\n", "1 NOTE Zażó").encode()[:-1]),
        "not a zip": write(folder, "broken.gdz", b"PK\x03\x04 nothing more"),
    }


KINDS = ["missing", "a folder", "empty", "a picture", "a web page", "prose", "cut inside a letter", "not a zip"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_ends_with_one_sentence(home: Path, tmp_path: Path, kind: str) -> None:
    before = fingerprint(home)
    result = run(home, "import_gedcom", bad_files(tmp_path)[kind], "--status", "published", "-v0")
    says_one_sentence(result)
    assert fingerprint(home) == before


def says_one_sentence(result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode == 1, result.stderr
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, result.stderr
    assert lines[0].endswith("."), lines[0]
    assert "Traceback" not in result.stderr


def test_a_wrong_character_set_is_refused(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "good.ged", GOOD.encode())
    says_one_sentence(run(home, "import_gedcom", path, "--charset", "klingon", "-v0"))


def test_a_full_disk_while_importing_changes_nothing(home: Path, tmp_path: Path) -> None:
    people = "".join(f"0 @I{number}@ INDI\n1 NAME Jan{number} /Nowak/\n1 NOTE {'x' * 200}\n" for number in range(4000))
    path = write(tmp_path, "large.ged", GOOD.replace("0 TRLR\n", people + "0 TRLR\n").encode())
    before = fingerprint(home)
    says_one_sentence(run(home, "import_gedcom", path, "-v0", most_bytes=1_500_000))
    assert fingerprint(home) == before


def test_a_full_disk_while_exporting_leaves_no_half_file(home: Path, tmp_path: Path) -> None:
    before = fingerprint(home)
    says_one_sentence(run(home, "export_gedcom", str(tmp_path / "out.ged"), "-v0", most_bytes=100))
    assert list(tmp_path.iterdir()) == []
    assert fingerprint(home) == before


# /proc and /sys take no files, not even from root.
@pytest.mark.parametrize("out", ["/proc/out.ged", "/sys/out.ged", "/nowhere/out.ged", "/tmp"])
def test_a_place_that_cannot_be_written_is_named(home: Path, out: str) -> None:
    result = run(home, "export_gedcom", out, "-v0")
    says_one_sentence(result)
    assert out in result.stderr or str(Path(out).parent) in result.stderr


def test_a_data_folder_that_cannot_be_written_is_named() -> None:
    result = run(Path("/proc/kresy"), "demo", "--no-serve")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "/proc/kresy" in result.stderr


def test_without_an_edition_the_sentence_says_what_to_run(tmp_path: Path) -> None:
    run(tmp_path, "migrate", "-v0")
    result = run(tmp_path, "search", "Nowak")
    says_one_sentence(result)
    assert "publish_edition" in result.stderr


def test_a_production_server_must_have_a_key() -> None:
    environment = {**os.environ, "PRODUCTION": "1"}
    environment.pop("SECRET_KEY", None)
    command = [sys.executable, str(ROOT / "manage.py"), "check"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1
    assert "SECRET_KEY" in result.stderr
    assert "Traceback" not in result.stderr
