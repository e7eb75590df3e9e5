"""On PostgreSQL the kept index is filled, followed and asked as on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parents[2]
FILE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME {name}
1 SEX F
1 BIRT
2 DATE 14 MAR 1911
0 @I2@ INDI
1 NAME Antoni /Kowalski/
1 SEX M
0 @I3@ INDI
1 NAME Maria /Kowalska/
1 SEX F
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I3@
1 CHIL @I1@
0 TRLR
"""


def test_filled_followed_and_asked_on_a_server(tmp_path: Path, postgres_url: str) -> None:
    socket = postgres_url.partition("host=")[2]
    database = postgres_url.partition("?")[0].rsplit("/", 1)[1]
    own = {"DATABASE_URL": f"postgres://postgres@/{database}?host={socket}", "DATA_DIR": str(tmp_path / "data")}

    def manage(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *words],
            env=os.environ | own,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    for number, name in enumerate(("Janina /Kowalska/", "Янина /Ковальская/")):
        (tmp_path / f"{number}.ged").write_text(FILE.format(name=name), encoding="utf-8")
    manage("migrate", "-v", "0")
    manage("import_gedcom", str(tmp_path / "0.ged"), "-v", "0")
    assert "3 people and 0 names on pages stand in the index; 0 were new" in manage("index_people", "-v", "0")
    for options in (["--preview"], []):
        said = manage("import_gedcom", str(tmp_path / "1.ged"), "--as-new", "-v", "0", *options)
        assert "Of 3 new people" in said and "Ковальская, Янина: p:" in said
    assert "6 people and 0 names on pages stand in the index; 0 were new" in manage("index_people", "-v", "0")
    assert "; 6 were new" in manage("index_people", "--from-nothing", "-v", "0")
    manage("undo_import", "2", "-v", "0")
    assert "3 people and 0 names on pages stand in the index; 0 were new" in manage("index_people", "-v", "0")
