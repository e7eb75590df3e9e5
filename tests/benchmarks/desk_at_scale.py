"""Measure the pages of the desk in a large archive: `DATABASE_URL=... python -m tests.benchmarks.desk_at_scale`.

The archive is one that is there already: import a tree of a million people first. ``--grow`` hangs papers on it, once.
Each page is asked twice and the second time is told, with the questions for its content and the work of their plans
(see tests/admin/plans.py: steps of SQLite's machine, or rows that PostgreSQL visited) and what is wrong with them.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

PAGES = {
    "dashboard": "/admin/",
    "contradictions": "/admin/contradictions/",
    "review queue": "/admin/review/",
    "changes": "/admin/records/changeset/",
}


def grow() -> None:
    """Write documents, names on them, stages and changes for all people there are."""
    from django.db import connection, transaction

    from records.documents.models import Source
    from records.people.models import Person
    from records.places.models import Place
    from tests.admin.grown_archive import hang_papers_on, see_how_much_there_is

    people, places, sources = (model.objects.count() for model in (Person, Place, Source))
    with transaction.atomic():
        hang_papers_on(people, places, sources)
        with connection.cursor() as cursor:
            # Of what came with a file, some is worked on.
            cursor.execute("UPDATE records_person SET status = 'draft' WHERE id % 100 = 0")
            cursor.execute("UPDATE records_person SET status = 'review' WHERE id % 1000 = 1")
    see_how_much_there_is()


def measure(client: Any, name: str, url: str) -> None:
    from tests.admin.plans import plan_of, questions_asked

    client.get(url)
    with questions_asked() as asked:
        begun, used = time.perf_counter(), time.process_time()
        status = client.get(url).status_code
        clock, cpu = 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - used)
    plans = [plan_of(query) for query in asked]
    faults = "; ".join(fault for plan in plans for fault in plan.faults)
    work = sum(plan.work for plan in plans)
    print(f"| {name} | {status} | {clock:.0f} | {cpu:.0f} | {len(asked)} | {work:,} | {faults} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--grow", action="store_true", help="first write papers, once")
    parser.add_argument("--only", default="", help="pages with these letters in their name")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from tests.admin.lists_of_the_desk import lists_asked, lookups_asked

    settings.ALLOWED_HOSTS = ["*"]
    if given.grow:
        grow()
    who = {"is_staff": True, "is_superuser": True}
    user, _created = User.objects.get_or_create(username="desk_at_scale", defaults=who)
    client = Client()
    client.force_login(user)
    print("| page | answer | ms | CPU ms | questions | work | faults |\n|---|---|---|---|---|---|---|")
    for name, url in (*PAGES.items(), *lists_asked(user), *lookups_asked()):
        if given.only in name:
            measure(client, name, url)


if __name__ == "__main__":
    main()
