"""Who was there: presences by name and by days, with the days that are sure; who stands beside whom on a document;
who speaks of a place, by name.

The new columns and rows fill when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WHEN = ("earliest", "latest", "sure_from", "sure_until")
_INDEXES = {
    "ix_presence_stage_by_name": ("stage_id", "sort_key", "person_id", *_WHEN),
    "ix_presence_place_by_name": ("place_id", "sort_key", "person_id", "stage_id", *_WHEN),
    "ix_presence_stage_by_days": ("stage_id", *_WHEN),
    "ix_presence_place_by_days": ("place_id", *_WHEN),
}


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.VARCHAR(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_index("ix_presence_stage_id", "presence")
    op.drop_index("ix_presence_place_id", "presence")
    op.add_column("presence", sa.Column("sort_key", _ordered(60), nullable=False, server_default=""))
    op.add_column("presence", sa.Column("sure_from", sa.Integer(), nullable=True))
    op.add_column("presence", sa.Column("sure_until", sa.Integer(), nullable=True))
    for name, columns in _INDEXES.items():
        op.create_index(name, "presence", list(columns))
    op.create_table(
        "list_row",
        sa.Column("document_id", _ordered(13), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", _ordered(13), nullable=False),
        sa.Column("row", sa.String(100), nullable=False),
        sa.Column("image", sa.SmallInteger(), nullable=True),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "position", "person_id", name="pk_list_row"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_list_row_person_id", "list_row", ["person_id", "document_id", "position"])
    op.add_column("link", sa.Column("sort_key", _ordered(60), nullable=False, server_default=""))
    of_places = sa.text("to_kind = 'place'")
    op.create_index(
        "ix_link_of_places",
        "link",
        ["to_id", "from_kind", "sort_key", "from_id"],
        sqlite_where=of_places,
        postgresql_where=of_places,
    )
    # An edition without these rows is not whole: publishing builds one without a mark anew.
    op.execute("DELETE FROM edition_info WHERE name = 'built'")


def downgrade() -> None:
    op.drop_index("ix_link_of_places", "link")
    op.drop_column("link", "sort_key")
    op.drop_index("ix_list_row_person_id", "list_row")
    op.drop_table("list_row")
    for name in _INDEXES:
        op.drop_index(name, "presence")
    for column in ("sort_key", "sure_from", "sure_until"):
        op.drop_column("presence", column)
    op.create_index("ix_presence_stage_id", "presence", ["stage_id", "person_id"])
    op.create_index("ix_presence_place_id", "presence", ["place_id", "earliest"])
