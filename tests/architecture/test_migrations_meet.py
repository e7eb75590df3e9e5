"""An archive that has grown migration by migration is the same as one that begins with the squashed migration."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.conftest import NewHome


def migrated(home: Path, way: str) -> dict[str, Any]:
    environment = os.environ | {"DATA_DIR": str(home), "DJANGO_SETTINGS_MODULE": "kresy_families.settings"}
    command = [sys.executable, "-m", "tests.architecture.migrated_archive", way]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True, timeout=300
    )
    return json.loads(done.stdout)


def test_both_ways_lead_to_the_same_archive(tmp_path: Path, new_home: NewHome) -> None:
    grown, begun = migrated(tmp_path / "each", "each"), migrated(new_home(tmp_path / "all"), "all")
    assert list(grown["tables"]) == list(begun["tables"])
    for table, told in grown["tables"].items():
        assert told == begun["tables"][table], table
    assert grown["groups"] == begun["groups"]
    assert begun["groups"]["volunteer"]
