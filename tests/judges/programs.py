"""The judges: programs of others, which the product never imports. `install.sh` installs them.

Each function takes a file and returns what its judge says of it, a sentence an item; silence is praise.
"""

import gc
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import gedcom7

from records.gedcom.validating.file_checking import check_file
from tests.conftest import missing_program

HERE = Path(__file__).parent
JUDGES = Path(os.environ.get("JUDGES") or Path.home() / ".cache" / "kresy-judges")
HOW_TO_INSTALL = "`bash tests/judges/install.sh` installs every judge."


def gedcom7_says(path: Path) -> list[str]:
    """Return the findings of gedcom7.validate, for 7.0."""
    # Its trees hold millions of objects, none of them garbage: looking for some takes a fifth of the time.
    gc.disable()
    try:
        return [str(finding) for finding in gedcom7.validate(gedcom7.loads(path.read_text(encoding="utf-8-sig")))]
    finally:
        gc.enable()


def js_gedcom_says(path: Path) -> list[str]:
    """Return the errors and warnings of @fetsorn/js-gedcom, for 7.0."""
    node = _installed(shutil.which("node") or JUDGES / "python/bin/node", "Node.js")
    _installed(JUDGES / "node_modules/@fetsorn/js-gedcom", "The judge @fetsorn/js-gedcom")
    said: list[str] = json.loads(_run(node, HERE / "js_gedcom.mjs", JUDGES, path).stdout)
    return said


def gedcomtools_says(path: Path) -> list[str]:
    """Return the errors of gedcomtools' validate7, for 7.0; its warnings are matters of taste."""
    program = _installed(JUDGES / "python/bin/validate7", "The judge gedcomtools")
    lines = _run(program, path, may_fail=True).stdout.splitlines()
    assert any(re.match(r"\d+ error\(s\)", line) for line in lines), lines[-3:]
    return [line.strip() for line in lines if line.lstrip().startswith("error ")]


def libgedcom_says(path: Path) -> list[str]:
    """Return the warnings of libgedcom-perl, grammar 5.5.1."""
    perl = _installed(shutil.which("perl"), "Perl")
    if _run(perl, "-MGedcom", "-e", "1", may_fail=True).returncode:
        missing_program(f"The judge libgedcom-perl is missing. {HOW_TO_INSTALL}")
    *said, verdict = _run(perl, HERE / "libgedcom.pl", path).stdout.splitlines()
    assert verdict == ("INVALID" if said else "VALID")
    return said


def kimon_says(path: Path) -> list[str]:
    """Return the errors and warnings of kimon-gedcom-tools, for 5.5.1."""
    program = _installed(JUDGES / "python/bin/gedcom-tools", "The judge kimon-gedcom-tools")
    done = _run(program, "--quiet", "--format", "json", "validate", "--full", "--strict", "5.5.1", path, may_fail=True)
    report = json.loads(done.stdout)
    return [f"{issue['code']} {issue['message']} (line {issue.get('line')})" for issue in report["issues"]]


def our_own_check_says(path: Path) -> list[str]:
    """Return what we ourselves find, for both."""
    return [str(finding) for finding in check_file(path)]


def through_gramps(path: Path, folder: Path) -> tuple[Path, Path]:
    """Take a 5.5.1 file into an empty tree of Gramps 6; return the GEDCOM and the Gramps XML it writes of it."""
    program = _installed(JUDGES / "python/bin/gramps", "The judge Gramps 6")
    gedcom, xml = folder / "gramps.ged", folder / "gramps.gramps"
    own = {"GRAMPSHOME": str(folder), "HOME": str(folder), "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    done = _run(program, "-i", path, "-e", gedcom, "-e", xml, "-y", "-q", environment=own)
    assert gedcom.is_file() and xml.is_file(), done.stderr
    return gedcom, xml


def _installed(program: str | Path | None, what: str) -> Path:
    if program is None or not Path(program).exists():
        missing_program(f"{what} is missing. {HOW_TO_INSTALL}")
    return Path(str(program))


def _run(
    *command: str | Path, environment: dict[str, str] | None = None, may_fail: bool = False
) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    # A judge is never our code, whatever folder the tests run in.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        words, capture_output=True, encoding="utf-8", env=clean | (environment or {}), timeout=300, check=False
    )
    assert may_fail or done.returncode == 0, f"{words} ended with {done.returncode}: {done.stderr[-2000:]}"
    return done
