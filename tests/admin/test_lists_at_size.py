"""No list, search, filter or look-up of the desk counts a table, reads one through, or asks more than three questions.

On both engines, in an archive of 40,000 people, with the plans they choose themselves: no kind of plan is forbidden
them. The queries that tell who asks (session, account, groups, open collections) are not counted; they are the same for
every page. The public edition, where people are sought by sound when nobody is called so, is another database with
tests of its own.
"""

from collections.abc import Iterator
from typing import Any

import environ
import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend
from django.urls import resolve

from records.documents.collections import Collection
from tests.admin.asking import asked_by
from tests.admin.grown_archive import grow
from tests.admin.lists_of_the_desk import lists_asked, lookups_asked
from tests.admin.plans import plan_of, questions_asked

_PEOPLE, _MOST_QUESTIONS = 40_000, 3
# What fits a search is read and put in order, however much fits; of a list and its filters only a page is.
_MOST_WORK = {"sqlite": 25_000, "postgresql": 600}
# The last page that can be asked for skips ten thousand rows, and so many only.
_MOST_WORK_OF_LAST_PAGE = {"sqlite": 800_000, "postgresql": 45_000}


def _administrator() -> User:
    return User.objects.create(username="root", is_staff=True, is_superuser=True)


def _volunteer() -> User:
    """Someone from whom a collection is hidden: every list of documents and names leaves its papers out."""
    Collection.objects.create(name="Closed", open=False)
    user = User.objects.create(username="volunteer", is_staff=True)
    models = ("document", "mention", "identification")
    user.user_permissions.set(Permission.objects.filter(codename__in=[f"view_{model}" for model in models]))
    return user


def _look_at(user: User, url: str) -> None:
    """Ask for a page and read what it shows, without writing its HTML."""
    view = resolve(url.partition("?")[0])
    response = view.func(asked_by(user, url), *view.args, **view.kwargs)
    assert response.status_code in (200, 302, 403), (url, response.status_code)
    shown = getattr(response, "context_data", {}).get("cl")
    if shown is not None:
        list(shown.result_list)
        for spec in shown.filter_specs:
            list(spec.choices(shown))


def _faults(user: User, vendor: str, pages: Iterator[tuple[str, str]]) -> list[str]:
    found = []
    for name, url in pages:
        with questions_asked() as asked:
            _look_at(user, url)
        if len(asked) > _MOST_QUESTIONS:
            found.append(f"{name}: {len(asked)} questions")
        plans = [plan_of(query) for query in asked]
        last = "last page" in name
        if not last:
            # Skipping half of so small a table, a database rightly reads it through: the rows are what counts.
            found += [f"{name}: {fault}\n{plan.words}" for plan in plans for fault in plan.faults]
        most = _MOST_WORK_OF_LAST_PAGE if last else _MOST_WORK
        work = sum(plan.work for plan in plans)
        if work > most[vendor] and "search" not in name and "look-up" not in name and " and " not in name:
            found.append(f"{name}: work {work}\n" + "\n".join(plan.words for plan in plans))
    return found


def _every_fault(vendor: str) -> list[str]:
    grow(_PEOPLE)
    root, volunteer = _administrator(), _volunteer()
    found = _faults(root, vendor, lists_asked(root)) + _faults(root, vendor, lookups_asked())
    of_papers = (page for page in lists_asked(volunteer) if page[0].startswith(("Document", "Mention", "Identif")))
    return found + _faults(volunteer, vendor, of_papers)


@pytest.mark.skipif(connections["default"].vendor != "sqlite", reason="The plans are SQLite's.")
def test_on_sqlite(empty_archive: None) -> None:
    found = _every_fault("sqlite")
    assert not found, "\n".join(found)


@pytest.fixture
def on_postgresql(postgres_url: str, django_db_blocker: Any, settings: Any) -> Iterator[None]:
    """An empty archive on PostgreSQL in the place of the one of all other tests; tables as the models have them."""
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    kept = connections["default"]
    told = {**kept.settings_dict, "OPTIONS": {}, **environ.Env.db_url_config(postgres_url)}
    other = load_backend(told["ENGINE"]).DatabaseWrapper(told, "default")
    with django_db_blocker.unblock():
        connections["default"] = other
        ContentType.objects.clear_cache()
        try:
            call_command("migrate", run_syncdb=True, verbosity=0)
            with other.cursor() as cursor:
                # As on any disk of today. With what is set for turning disks, a hundred rows by their keys would be
                # dearer than all 13,000 of a table; with a million people they are not (benchmarks/desk_at_scale.py).
                cursor.execute("SET random_page_cost = 1.1")
            yield
        finally:
            other.close()
            connections["default"] = kept
            ContentType.objects.clear_cache()


def test_on_postgresql(on_postgresql: None) -> None:
    found = _every_fault("postgresql")
    assert not found, "\n".join(found)


def test_no_address_asks_for_another_order_or_another_column(at_desk: Any) -> None:
    client = at_desk("administrator")
    with questions_asked() as asked:
        assert client.get("/admin/records/person/?o=3").status_code == 200
    assert not [query for query in asked if '"records_person"."vital" ASC' in query.sql]
    assert client.get("/admin/records/person/?note__contains=x").status_code == 400
