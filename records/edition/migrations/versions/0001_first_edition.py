"""The first edition: pages, and the narrow tables beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition_info",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_edition_info")),
    )
    op.create_table(
        "facet",
        sa.Column("facet", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column(
            "id", sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("facet", "value", "kind", "id", name=op.f("pk_facet")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("facet", schema=None) as batch_op:
        batch_op.create_index("ix_facet_owner", ["kind", "id"], unique=False)

    op.create_table(
        "image",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "document_id",
            sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "document_id", name=op.f("pk_image")),
    )
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.create_index("ix_image_document_id", ["document_id"], unique=False)

    op.create_table(
        "link",
        sa.Column("to_kind", sa.String(length=12), nullable=False),
        sa.Column(
            "to_id",
            sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("from_kind", sa.String(length=12), nullable=False),
        sa.Column(
            "from_id",
            sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("to_kind", "to_id", "from_kind", "from_id", name=op.f("pk_link")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index("ix_link_from", ["from_kind", "from_id"], unique=False)

    op.create_table(
        "page",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column(
            "id", sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "sort_key",
            sa.String(length=300).with_variant(sa.VARCHAR(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_page")),
    )
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.create_index("ix_page_kind_earliest", ["kind", "earliest", "id"], unique=False)
        batch_op.create_index("ix_page_kind_sort_key", ["kind", "sort_key", "id"], unique=False)

    op.create_table(
        "presence",
        sa.Column(
            "person_id",
            sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "stage_id",
            sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("place_id", sa.String(length=13), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("earliest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("documented", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "stage_id", name=op.f("pk_presence")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.create_index("ix_presence_place_id", ["place_id", "earliest"], unique=False)
        batch_op.create_index("ix_presence_stage_id", ["stage_id", "person_id"], unique=False)

    op.create_table(
        "search_key",
        sa.Column(
            "key",
            sa.String(length=150).with_variant(sa.VARCHAR(length=150, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column(
            "id", sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("key", "role", "kind", "id", name=op.f("pk_search_key")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("search_key", schema=None) as batch_op:
        batch_op.create_index("ix_search_key_owner", ["kind", "id"], unique=False)

    op.create_table(
        "surname",
        sa.Column(
            "family_key",
            sa.String(length=150).with_variant(sa.VARCHAR(length=150, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "label",
            sa.String(length=150).with_variant(sa.VARCHAR(length=150, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "person_id",
            sa.String(length=13).with_variant(sa.VARCHAR(length=13, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("family_key", "label", "person_id", name=op.f("pk_surname")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("surname", schema=None) as batch_op:
        batch_op.create_index("ix_surname_person_id", ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("surname", schema=None) as batch_op:
        batch_op.drop_index("ix_surname_person_id")

    op.drop_table("surname")
    with op.batch_alter_table("search_key", schema=None) as batch_op:
        batch_op.drop_index("ix_search_key_owner")

    op.drop_table("search_key")
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.drop_index("ix_presence_stage_id")
        batch_op.drop_index("ix_presence_place_id")

    op.drop_table("presence")
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index("ix_page_kind_sort_key")
        batch_op.drop_index("ix_page_kind_earliest")

    op.drop_table("page")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index("ix_link_from")

    op.drop_table("link")
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.drop_index("ix_image_document_id")

    op.drop_table("image")
    with op.batch_alter_table("facet", schema=None) as batch_op:
        batch_op.drop_index("ix_facet_owner")

    op.drop_table("facet")
    op.drop_table("edition_info")
