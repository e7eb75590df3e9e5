"""Names apart from people: a dictionary of the distinct name forms, and narrow rows of who bears which.

The pages are kept and numbered; the new tables fill when the edition is built anew, which publishing does by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PAGE_COLUMNS = "kind, id, sort_key, card, body, earliest, latest"


def _ordered(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.VARCHAR(length, collation="C"), "postgresql")


def _page_columns() -> list[sa.Column]:
    return [
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("id", _ordered(13), nullable=False),
        sa.Column("sort_key", _ordered(300), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=True),
    ]


def _replace_page(*columns: sa.schema.SchemaItem, into: str, values: str) -> None:
    op.execute("CREATE TABLE page_copy AS SELECT * FROM page")
    op.drop_table("page")
    op.create_table("page", *columns)
    op.execute(f"INSERT INTO page ({into}) SELECT {values} FROM page_copy")  # noqa: S608 (only our own words)
    op.drop_table("page_copy")
    op.create_index("ix_page_kind_earliest", "page", ["kind", "earliest", "id"])
    op.create_index("ix_page_kind_sort_key", "page", ["kind", "sort_key", "id"])


def upgrade() -> None:
    _replace_page(
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_page_columns(),
        sa.PrimaryKeyConstraint("number", name="pk_page"),
        sa.UniqueConstraint("kind", "id", name="uq_page_kind_id"),
        into=f"number, {_PAGE_COLUMNS}",
        values=f"row_number() OVER (ORDER BY kind, id), {_PAGE_COLUMNS}",
    )
    op.drop_table("surname")
    op.execute("DELETE FROM search_key WHERE kind = 'person'")
    op.create_table(
        "name_form",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(7), nullable=False),
        sa.Column("text", _ordered(150), nullable=False),
        sa.Column("family", _ordered(150), nullable=False),
        sa.Column("sounds", sa.String(300), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("bearers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_name_form"),
        sa.UniqueConstraint("kind", "text", name="uq_name_form_kind_text"),
    )
    op.create_index("ix_name_form_kind_family", "name_form", ["kind", "family", "text"])
    op.create_table(
        "bearer",
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place_in_list", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("surname", sa.Integer(), nullable=True),
        sa.Column("given", sa.Integer(), nullable=True),
        sa.Column("given_set", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("spread", sa.SmallInteger(), nullable=False),
        sa.Column("father", sa.Integer(), nullable=True),
        sa.Column("mother", sa.Integer(), nullable=True),
        sa.Column("spouse", sa.Integer(), nullable=True),
        sa.Column("home", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("person", "place_in_list", name="pk_bearer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bearer_surname", "bearer", ["surname", "given_set", "year"])
    op.create_index("ix_bearer_given_set", "bearer", ["given_set", "year"])


def downgrade() -> None:
    op.drop_table("bearer")
    op.drop_table("name_form")
    op.create_table(
        "surname",
        sa.Column("family_key", _ordered(150), nullable=False),
        sa.Column("label", _ordered(150), nullable=False),
        sa.Column("person_id", _ordered(13), nullable=False),
        sa.PrimaryKeyConstraint("family_key", "label", "person_id", name="pk_surname"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_surname_person_id", "surname", ["person_id"])
    _replace_page(
        *_page_columns(),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_page"),
        into=_PAGE_COLUMNS,
        values=_PAGE_COLUMNS,
    )
