"""Pages as GEDCOM: the text of a page's records in each profile of an export, written with the page.

The new tables fill when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("page", sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "fragment",
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_fragment"),
    )
    op.create_index("ix_fragment_number", "fragment", ["number"])
    op.create_table(
        "loss",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("profile", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(30), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", "profile", "what", name="pk_loss"),
        sqlite_with_rowid=False,
    )
    # An edition without these rows is not whole: publishing builds one without a mark anew.
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_table("loss")
    op.drop_index("ix_fragment_number", "fragment")
    op.drop_table("fragment")
    op.drop_column("page", "position")
