"""Import and export of invented files: python -m tests.benchmarks.gedcom_at_scale import --people 1000 10000

Prints, for each size, the CPU seconds with those of the database, how often its anchor that is, people per second and
the peak memory. Anchor and work are measured one after the other, in processes of their own; nothing is asserted. The
generators of the files lie beside the checkout (../shared/bench).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.gedcom_anchors import format_anchor, tree_anchor

ROOT = Path(__file__).resolve().parents[2]
GENERATORS = ROOT.parent / "shared" / "bench"
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def make_file(kind: str, people: int, path: Path) -> None:
    """Write an invented file: a "tree" of generations, or "families" with journeys and citations.

    Exits with a sentence when the generators are missing.
    """
    words = {
        "tree": ["gen_tree.py", str(people), str(path)],
        "families": ["gen_gedcom.py", "--persons", str(people), "--version", "7.0", "--out", str(path)],
    }[kind]
    if not (GENERATORS / words[0]).exists():
        sys.exit(f"The generator {words[0]} is missing: it should be in {GENERATORS}.")
    subprocess.run([sys.executable, str(GENERATORS / words[0]), *words[1:]], check=True, stdout=subprocess.DEVNULL)


def in_own_process(step: str, path: Path, environment: dict[str, str]) -> dict[str, float]:
    """Run one step in a process of its own and return what it measured."""
    command = [sys.executable, "-m", "tests.benchmarks.gedcom_at_scale", step, "--file", str(path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def run_step(step: str, path: Path) -> dict[str, float]:
    """Do one step in this process; return CPU seconds (``cpu``) and megabytes (``peak``)."""
    if step == "tree-anchor":
        return {"cpu": tree_anchor(path)}
    if step == "format-anchor":
        return {"cpu": format_anchor(path, path.with_suffix(".anchor"))}
    import django

    django.setup()
    if step == "prepare-database":
        return prepare_database()
    return {"import-file": import_file, "publish": publish, "export-file": export_file}[step](path)


def prepare_database() -> dict[str, float]:
    """Make the tables and empty them."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    return {}


def import_file(path: Path) -> dict[str, float]:
    """Import a file as published."""
    from django.db import connection

    from records.edition.rebuilding import no_progress
    from records.importing.gedcom_import import import_gedcom

    connection.ensure_connection()
    server = server_of(connection.connection)
    started = time.process_time() + cpu_of(server)
    import_gedcom(path, "published", no_progress)
    return {"cpu": time.process_time() + cpu_of(server) - started, "peak": _peak()}


def publish(_path: Path) -> dict[str, float]:
    """Build the public edition, from which the export comes."""
    from records.edition.rebuilding import rebuild
    from tests.edition.world import TODAY

    rebuild("public", TODAY)
    return {}


def export_file(path: Path) -> dict[str, float]:
    """Export the public edition."""
    from django.conf import settings

    from records.edition.connection import reading
    from records.exporting.gedcom_export import write_gedcom
    from records.exporting.requests import ExportRequest

    with reading(settings.EDITION_URL) as connection, path.with_suffix(".out").open("wb") as stream:
        server = server_of(connection.connection.driver_connection)
        started = time.process_time() + cpu_of(server)
        write_gedcom(connection, ExportRequest(), stream)
        return {"cpu": time.process_time() + cpu_of(server) - started, "peak": _peak()}


def server_of(driver: Any) -> int | None:
    """Return the process of the server that a connection talks to; None where the database is a file."""
    return getattr(getattr(driver, "info", None), "backend_pid", None)


def cpu_of(process: int | None) -> float:
    """Return the CPU seconds of a server's process on this machine; 0 without one."""
    if process is None:
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(act: str, kind: str, people: int, database: str, edition: str) -> None:
    """Make a file of so many people, do what is asked with it, and print a line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented.ged"
        make_file(kind, people, path)
        environment = os.environ | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kresy_families.settings"}
        environment |= {"DATABASE_URL": database} if database else {}
        environment |= {"EDITION_URL": edition} if edition else {}
        in_own_process("prepare-database", path, environment)
        anchor = in_own_process("tree-anchor" if act == "import" else "format-anchor", path, environment)["cpu"]
        found = in_own_process("import-file", path, environment)
        if act == "export":
            in_own_process("publish", path, environment)
            found = in_own_process("export-file", path, environment)
        cpu = found["cpu"]
        print(
            f"| {people:,} | {cpu:.2f} | {cpu / anchor:.1f} | {people / cpu:,.0f} | {found['peak']:.0f} |", flush=True
        )


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", help="import or export")
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    parser.add_argument("--kind", choices=("tree", "families"), default="tree")
    parser.add_argument("--database", default="", help="address of a scratch database, which is emptied")
    parser.add_argument("--edition", default="", help="address of a scratch database for the edition")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given: Any = parser.parse_args()
    if given.file is not None:
        print(json.dumps(run_step(given.act, given.file)))
        return
    if given.act not in ("import", "export"):
        parser.error("say import or export")
    print("| people | CPU s | x anchor | people/s | peak MB |\n|---|---|---|---|---|")
    for people in given.people:
        measure(given.act, given.kind, people, given.database, given.edition)


if __name__ == "__main__":
    main()
