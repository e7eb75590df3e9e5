"""Migrates an archive in the folder of DATA_DIR: `all` by the shortest way, `each` migration one after another."""

import json
import sys
from typing import Any

import django


def _migrate(way: str) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    if way == "each":
        executor = MigrationExecutor(connection)
        executor.loader = MigrationLoader(connection, replace_migrations=False)
        graph = executor.loader.graph
        executor.migrate([node for node in graph.leaf_nodes() if not graph.nodes[node].replaces])
    # An archive that has grown is then as one that begins today: nothing is left to do.
    call_command("migrate", verbosity=0)


def _tables() -> dict[str, Any]:
    """Return what the database says of each table: columns, indexes, keys, and its other conditions."""
    from django.db import connection

    told: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith("records_"):
                continue
            columns = connection.introspection.get_table_description(cursor, table)
            constraints = connection.introspection.get_constraints(cursor, table)
            told[table] = {
                "columns": sorted(repr((*column[:7], *column[8:10])) for column in columns),
                "constraints": sorted(
                    json.dumps([name if one["index"] else "", one], default=str, sort_keys=True)
                    for name, one in constraints.items()
                ),
            }
    return told


def _groups() -> dict[str, list[str]]:
    from django.contrib.auth.models import Group

    groups = Group.objects.order_by("name").prefetch_related("permissions__content_type")
    return {group.name: sorted(str(permission) for permission in group.permissions.all()) for group in groups}


if __name__ == "__main__":
    django.setup()
    _migrate(sys.argv[1])
    print(json.dumps({"tables": _tables(), "groups": _groups()}))
