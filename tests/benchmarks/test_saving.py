"""Forty saves at once and six killed ones; the full numbers: python -m tests.benchmarks.saving_at_once, killed_saves.

In a process of its own, for threads and forks would share the connection of the test run.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import NewHome

_PROGRAM = """
import json, sys
from pathlib import Path
from tests.benchmarks.saving_at_once import prepare
folder = Path(sys.argv[1])
prepare(f"sqlite:///{folder / 'archive.sqlite3'}", folder)
from tests.benchmarks import killed_saves, saving_at_once
print(json.dumps([saving_at_once.run(40, 1), killed_saves.run(6, 1)]))
"""


def test_no_update_is_lost_and_a_killed_save_is_whole_or_absent(tmp_path: Path, new_home: NewHome) -> None:
    home = new_home(tmp_path / "home")
    ran = subprocess.run([sys.executable, "-c", _PROGRAM, str(home)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    at_once, killed = json.loads(ran.stdout.splitlines()[-1])
    assert (sum(at_once["trials"].values()), at_once["wrong"]) == (40, [])
    assert (killed["whole"] + killed["absent"], killed["neither"]) == (7, [])
