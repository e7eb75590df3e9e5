"""A small Spark cluster out of the wheel of pyspark: a master and workers here, each a process of its own."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

# On a busy machine Java takes its time.
_PATIENCE = 240.0
_OLDEST_JAVA = 17
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def what_is_missing() -> str:
    """Return in a sentence what there is not of what Spark needs; nothing where all is there."""
    if find_spec("pyspark") is None:
        return "Spark needs pyspark: pip install '.[spark]'."
    if shutil.which("java") is None:
        return f"Spark needs Java {_OLDEST_JAVA}: apt install openjdk-17-jre-headless."
    return ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster; ``workers`` are processes, each the leader of the group in which its executors are."""

    master: str
    page: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    def tasks_of(self, place: int) -> int:
        """Return how many tasks the executors of a worker have begun, by their logs."""
        logs = (self.folder / f"work{place}").glob("*/*/stderr")
        return sum(log.read_bytes().count(b"Running task") for log in logs)

    def is_at_work(self, place: int) -> bool:
        """Tell whether a worker is in the middle of its work."""
        return self.tasks_of(place) > 4

    def kill_worker(self, place: int) -> None:
        """Kill a worker and its executors as when a machine loses its power."""
        _kill(self.workers[place])


@contextmanager
def cluster(folder: Path, workers: int, memory: str) -> Iterator[Cluster]:
    """Start a master and so many workers of one core on free ports; all of it is stopped again."""
    home = Path(str(find_spec("pyspark").submodule_search_locations[0]))  # type: ignore[union-attr, index]
    port, page = _free_port(), _free_port()
    address = f"spark://127.0.0.1:{port}"
    own = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_JAVA_OPTS": QUICK_JAVA}
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> None:
        with (folder / f"{name}.log").open("wb") as log:
            command = [str(home / "bin" / "spark-class"), *words]
            started.append(
                subprocess.Popen(
                    command, env=own, stdout=log, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True
                )
            )

    try:
        start(
            "master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port),
            "--webui-port", str(page),
        )  # fmt: skip
        for place in range(workers):
            start(
                f"worker{place}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
                "--cores", "1", "--memory", memory, "--work-dir", str(folder / f"work{place}"), address,
            )  # fmt: skip
        there = Cluster(address, f"http://127.0.0.1:{page}/json/", folder, started[1:])
        wait_until(lambda: _page(there).count('"state" : "ALIVE"') >= workers, "the workers are there")
        yield there
    finally:
        for process in reversed(started):
            _kill(process)


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; raise TimeoutError after some minutes."""
    until = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(f"Not within {_PATIENCE:.0f} s: {what}.")
        time.sleep(0.05)


def _page(there: Cluster) -> str:
    try:
        with urlopen(there.page, timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the whole group: spark-class is a shell, and the executors are children of a worker."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
