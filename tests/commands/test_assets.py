"""Fetching the image viewer: the locked file and no other, and a site that goes on without it."""

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from records.management.commands import assets


@pytest.fixture
def packages(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one small package, and a lock file that names it."""
    settings.ASSETS_DIR = tmp_path / "assets"
    folder = tmp_path / "packages"
    folder.mkdir()
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, text in (("LICENSE.txt", b"free"), ("build/lens.js", b"look()"), ("../../evil.js", b"no")):
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    (folder / "lens-1.0.0.tgz").write_bytes(content.getvalue())
    entry = {
        "version": "1.0.0",
        "licence": "MIT",
        "integrity": "sha512-" + base64.b64encode(hashlib.sha512(content.getvalue()).digest()).decode(),
        "files": {"build/lens.js": "lens.js", "LICENSE.txt": "LICENSE.txt"},
    }
    lock = tmp_path / "lock.json"
    lock.write_text(json.dumps({"lens": entry}), encoding="utf-8")
    monkeypatch.setattr(assets, "LOCK", lock)
    return folder


def test_only_the_named_files_are_unpacked_and_only_once(packages: Path, settings, capsys) -> None:
    call_command("assets", folder=packages)
    found = sorted(path.name for path in settings.ASSETS_DIR.rglob("*") if path.is_file())
    assert found == ["LICENSE.txt", "integrity.txt", "lens.js"]
    assert "MIT" in capsys.readouterr().out
    (packages / "lens-1.0.0.tgz").unlink()
    call_command("assets", folder=packages)


def test_another_file_of_that_name_is_refused(packages: Path, settings) -> None:
    package = packages / "lens-1.0.0.tgz"
    package.write_bytes(package.read_bytes() + b" ")
    with pytest.raises(CommandError, match="checksum"):
        call_command("assets", folder=packages)
    assert not settings.ASSETS_DIR.exists()


def test_without_npm_there_is_one_warning(packages: Path, settings, monkeypatch, capsys) -> None:
    monkeypatch.setenv("PATH", "")
    call_command("assets")
    assert capsys.readouterr().err.count("\n") == 1
    assert not settings.ASSETS_DIR.exists()


def test_a_new_version_is_missing_until_it_is_fetched(packages: Path) -> None:
    call_command("assets", folder=packages)
    assert assets.missing() == {}
    lock = json.loads(assets.LOCK.read_text())
    lock["lens"]["integrity"] = "sha512-other"
    assets.LOCK.write_text(json.dumps(lock))
    assert list(assets.missing()) == ["lens"]
