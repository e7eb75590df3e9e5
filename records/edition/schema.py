"""The schema of an edition: upgrade it, check it against the tables, add a migration.

Alembic is read in when it is needed: a command that needs none of it starts a fifteenth sooner.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from records.edition.connection import SCHEMA
from records.edition.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.migration import MigrationContext

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def _config(connection: sa.Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: sa.Engine, schema: str = SCHEMA) -> None:
    """Bring the edition's tables to the newest migration."""
    from alembic import command

    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        command.upgrade(_config(connection), "head")


def downgrade_one(engine: sa.Engine) -> None:
    """Take the newest migration back."""
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(_config(connection), "-1")


def current_revision(connection: sa.Connection) -> str | None:
    """Return the migration the edition stands at, or None when it has no tables."""
    return _context(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the newest migration on disk."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head()


def differences(connection: sa.Connection) -> list[object]:
    """Return what the tables in the code have that the edition lacks, or the other way round."""
    from alembic.autogenerate import compare_metadata

    return list(compare_metadata(_context(connection), metadata))


def _context(connection: sa.Connection) -> "MigrationContext":
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection, opts={"version_table": "edition_version", "compare_type": True})


def add_migration(engine: sa.Engine, sentence: str) -> str:
    """Write a migration for the differences between code and newest migration; return its file's name."""
    from alembic import command

    number = len(list((MIGRATIONS / "versions").glob("0*.py"))) + 1
    with engine.begin() as connection:
        script = command.revision(
            _config(connection),
            message=sentence,
            autogenerate=True,
            rev_id=f"{number:04d}",
        )
    return str(getattr(script, "path", script))
