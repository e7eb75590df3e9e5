"""Alembic's environment: runs on the connection that schema.py hands over; there is no alembic.ini."""

from alembic import context

from records.edition.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    version_table="edition_version",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
