"""The ids of people who were made one with somebody since, and to whom they lead.

The table fills when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(postgresql.VARCHAR(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "former_id",
        sa.Column("id", _ordered(13), nullable=False),
        sa.Column("person_id", _ordered(13), nullable=False),
        sa.PrimaryKeyConstraint("id", "person_id", name=op.f("pk_former_id")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_former_id_person_id", "former_id", ["person_id"])
    # An edition without them is not whole: publishing builds one without a mark anew.
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_table("former_id")
