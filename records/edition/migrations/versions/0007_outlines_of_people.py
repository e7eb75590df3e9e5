"""What a search needs of everybody who fits, and who bears which surname by name, in tables of their own.

Thousands may bear one surname: its index holds all that they are weighed by. The tables fill when the edition is built
anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_WEIGHED = ("surname", "given_set", "year", "person", "given", "spread", "father", "mother", "spouse", "home")


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(postgresql.VARCHAR(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "outline",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", _ordered(13), nullable=False),
        sa.Column("sort_key", _ordered(300), nullable=False),
        sa.Column("earliest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=True),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outline")),
    )
    op.create_index(op.f("ix_outline_id"), "outline", ["id"])
    op.create_table(
        "namesake",
        sa.Column("family", _ordered(150), nullable=False),
        sa.Column("sort_key", _ordered(300), nullable=False),
        sa.Column("id", _ordered(13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("family", "sort_key", "id", name=op.f("pk_namesake")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_namesake_number"), "namesake", ["number"])
    op.drop_index("ix_bearer_surname", "bearer")
    op.create_index("ix_bearer_surname", "bearer", [*_WEIGHED])
    # An edition without them is not whole: publishing builds one without a mark anew.
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_index("ix_bearer_surname", "bearer")
    op.create_index("ix_bearer_surname", "bearer", [*_WEIGHED[:3]])
    op.drop_table("namesake")
    op.drop_table("outline")
