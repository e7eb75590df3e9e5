"""A program for test_merge_and_undo.py: both databases on a server, merged and undone as there.

Run by itself, because the test run has its archive elsewhere. It prints how often something was merged and undone.
"""

import os
import random
import sys
from pathlib import Path

import django


def main(seed: int, other: str) -> None:
    """Build a random archive, merge and undo, and hold each state against the one before."""
    from django.conf import settings
    from django.core.management import call_command

    from tests.merging.doubled_world import DoubledWorld
    from tests.merging.test_merge_and_undo import merge_and_undo

    call_command("migrate", verbosity=0)
    world = DoubledWorld(random.Random(seed))
    world.build()
    print(merge_and_undo(world, settings.EDITION_URL, other))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    django.setup()
    main(int(sys.argv[1]), sys.argv[2])
