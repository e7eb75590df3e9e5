"""Names on documents counted beside the documents, and people at places counted once.

The tables fill when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BY_DAYS = ["place_id", "earliest", "latest", "sure_from", "sure_until"]


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(postgresql.VARCHAR(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("document_id", _ordered(13), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("place_id", sa.String(13)),
        sa.Column("source_id", sa.String(13)),
        sa.Column("names", sa.Integer, nullable=False),
        sa.Column("unidentified", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    for column in ("kind", "place_id", "source_id"):
        op.create_index(f"ix_tally_{column}", "tally", [column, "names", "unidentified"])
    op.drop_index("ix_presence_place_by_days", "presence")
    # An edition without them is not whole: publishing builds one without a mark anew. Until then everybody counts.
    op.add_column("presence", sa.Column("counted", sa.SmallInteger, nullable=False, server_default="1"))
    with op.batch_alter_table("presence", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.alter_column("counted", server_default=None)
    op.create_index("ix_presence_place_by_days", "presence", [*_BY_DAYS, "counted"])
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_index("ix_presence_place_by_days", "presence")
    with op.batch_alter_table("presence", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.drop_column("counted")
    op.create_index("ix_presence_place_by_days", "presence", _BY_DAYS)
    op.drop_table("tally")
