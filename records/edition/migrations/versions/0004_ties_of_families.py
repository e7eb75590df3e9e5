"""The ties of families: who is a partner and who a child, for charts and kinship.

The new table fills when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _id(name: str) -> sa.Column[str]:
    kind = sa.String(13).with_variant(postgresql.VARCHAR(13, collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "tie",
        _id("family_id"),
        sa.Column("part", sa.String(7), nullable=False),
        _id("person_id"),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("pedigree", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("family_id", "part", "person_id", name="pk_tie"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tie_person_id", "tie", ["person_id", "part", "family_id", "pedigree"])
    # An edition without these rows is not whole: publishing builds one without a mark anew.
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_index("ix_tie_person_id", "tie")
    op.drop_table("tie")
