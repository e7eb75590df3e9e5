"""How sure it is that a document means the person it is linked with.

The column fills when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("link", sa.Column("certainty", sa.String(10), nullable=True))
    # An edition without the marks is not whole: publishing builds one without a mark anew.
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_column("link", "certainty")
