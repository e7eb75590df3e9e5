"""Make the smaller pictures and the tiles of all that is published; interrupted, it goes on where it stopped."""

from argparse import ArgumentParser

from records.edition.picture_store import Prepared, prepare_pictures
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars
from records.pictures.tiles import can_tile

NO_TILES = "No tiles for zooming were made: pip install 'kresy-families[iiif]' brings what they need."


class Command(OperatorCommand):
    help = "Make smaller pictures, and tiles for zooming, of all that is published; remove those of what is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="show no progress")

    @one_clear_sentence
    def handle(self, *args: object, **options: object) -> None:
        with progress_bars(quiet=bool(options["quiet"]) or options["verbosity"] == 0) as progress:
            done = prepare_pictures(progress)
        self.stdout.write(in_words(done))
        if not can_tile():
            self.stdout.write(NO_TILES)


def in_words(done: Prepared) -> str:
    """Return what was done, in a sentence."""
    if done.busy:
        return "Another process is making the pictures ready already."
    words = f"Made {done.made} pictures ready; {done.ready} were so before; removed the files of {done.removed}."
    return f"{words} {done.failed} could not be read: see the log." if done.failed else words
