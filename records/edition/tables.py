"""The edition's tables. One row of ``page`` is a whole record; the narrow tables hold what is searched and counted.

Every row has an owner (kind, id) and is written and removed with its owner's page.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

# The migration whose tables these are: an edition of another one is not read.
REVISION = "0009"

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _ordered(length: int) -> sa.String:
    """Text in the order of its code points on every engine, so that lists and ranges are the same everywhere."""
    return sa.String(length).with_variant(postgresql.VARCHAR(length, collation="C"), "postgresql")


def _kind(name: str = "kind") -> sa.Column[str]:
    return sa.Column(name, sa.String(12), primary_key=True)


def _id(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, _ordered(13), primary_key=True)


# ``card`` and ``body`` are JSON texts: the card is what a list shows, the body the complete page.
# ``earliest`` and ``latest`` are Julian Day Numbers: a person's birth, any other record's own date.
# ``number`` is this edition's own short name of the page, for the narrow tables; it changes with every publishing.
# ``position`` is the place among the records of its kind in the order they came into the archive: that of files.
page = sa.Table(
    "page",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("id", _ordered(13), nullable=False),
    sa.Column("sort_key", _ordered(300), nullable=False),
    sa.Column("card", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("earliest", sa.Integer),
    sa.Column("latest", sa.Integer),
    sa.Column("position", sa.Integer, nullable=False),
    sa.UniqueConstraint("kind", "id"),
    sa.Index("ix_page_kind_sort_key", "kind", "sort_key", "id"),
    sa.Index("ix_page_kind_earliest", "kind", "earliest", "id"),
)

# What a query for anything but people is matched with: ``key`` is a folded word or a sound key; ``role`` says which.
search_key = sa.Table(
    "search_key",
    metadata,
    sa.Column("key", _ordered(150), primary_key=True),
    sa.Column("role", sa.String(12), primary_key=True),
    _kind(),
    _id(),
    sa.Index("ix_search_key_owner", "kind", "id"),
    sqlite_with_rowid=False,
)

facet = sa.Table(
    "facet",
    metadata,
    sa.Column("facet", sa.String(12), primary_key=True),
    sa.Column("value", sa.String(80), primary_key=True),
    _kind(),
    _id(),
    sa.Index("ix_facet_owner", "kind", "id"),
    sqlite_with_rowid=False,
)

# Who was where: owned by the person, so it disappears with the person. ``sort_key`` is the beginning of the person's,
# so that those at one place or on one stage are read by name from an index, together with when they were there.
# ``counted`` is 1 for one stay of each person at a place and 0 for the others: its sum is how many people were there.
SHORT_KEY = 60
_WHEN = ("earliest", "latest", "sure_from", "sure_until")
presence = sa.Table(
    "presence",
    metadata,
    _id("person_id"),
    _id("stage_id"),
    sa.Column("sort_key", _ordered(SHORT_KEY), nullable=False),
    sa.Column("place_id", sa.String(13)),
    sa.Column("code", sa.String(20), nullable=False),
    sa.Column("earliest", sa.Integer),
    sa.Column("latest", sa.Integer),
    sa.Column("role", sa.String(100), nullable=False),
    sa.Column("outcome", sa.String(12), nullable=False),
    sa.Column("documented", sa.Boolean, nullable=False),
    sa.Column("sure_from", sa.Integer),
    sa.Column("sure_until", sa.Integer),
    sa.Column("counted", sa.SmallInteger, nullable=False),
    sa.Index("ix_presence_stage_by_name", "stage_id", "sort_key", "person_id", *_WHEN),
    sa.Index("ix_presence_place_by_name", "place_id", "sort_key", "person_id", "stage_id", *_WHEN),
    # How many at a time: those of the same days lie together.
    sa.Index("ix_presence_stage_by_days", "stage_id", *_WHEN),
    sa.Index("ix_presence_place_by_days", "place_id", *_WHEN, "counted"),
    sqlite_with_rowid=False,
)

# Who stands beside whom on a document; owned by the document, and empty for one whose words are withheld.
list_row = sa.Table(
    "list_row",
    metadata,
    _id("document_id"),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    _id("person_id"),
    sa.Column("row", sa.String(100), nullable=False),
    sa.Column("image", sa.SmallInteger),
    sa.Column("sure", sa.Boolean, nullable=False),
    sa.Index("ix_list_row_person_id", "person_id", "document_id", "position"),
    sqlite_with_rowid=False,
)

# How many names stand on a document that may be shown, and with how many of them nobody is identified; beside its kind,
# the place it was written at and its source, so that names are counted by these from an index.
tally = sa.Table(
    "tally",
    metadata,
    _id("document_id"),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("place_id", sa.String(13)),
    sa.Column("source_id", sa.String(13)),
    sa.Column("names", sa.Integer, nullable=False),
    sa.Column("unidentified", sa.Integer, nullable=False),
    sa.Index("ix_tally_kind", "kind", "names", "unidentified"),
    sa.Index("ix_tally_place_id", "place_id", "names", "unidentified"),
    sa.Index("ix_tally_source_id", "source_id", "names", "unidentified"),
    sqlite_with_rowid=False,
)

# Which page speaks of which other record. Ten thousand people may speak of one place: for places alone ``sort_key`` is
# the beginning of that of the page that speaks, otherwise it is empty. ``certainty`` tells how sure it is that a
# document means this person.
_OF_PLACES = sa.text("to_kind = 'place'")
link = sa.Table(
    "link",
    metadata,
    _kind("to_kind"),
    _id("to_id"),
    _kind("from_kind"),
    _id("from_id"),
    sa.Column("sort_key", _ordered(SHORT_KEY), nullable=False),
    sa.Column("certainty", sa.String(10)),
    sa.Index("ix_link_from", "from_kind", "from_id"),
    sa.Index(
        "ix_link_of_places",
        "to_id",
        "from_kind",
        "sort_key",
        "from_id",
        sqlite_where=_OF_PLACES,
        postgresql_where=_OF_PLACES,
    ),
    sqlite_with_rowid=False,
)

# The distinct names: every surname and every given name once, as recorded. ``family`` groups the forms of one family's
# surname; ``sounds`` are its canonical forms; ``vector`` is what the learned matcher makes of it (int8).
# ``bearers`` counts the rows of ``bearer`` that name it: a form that nobody bears any more is removed.
name_form = sa.Table(
    "name_form",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(7), nullable=False),
    sa.Column("text", _ordered(150), nullable=False),
    sa.Column("family", _ordered(150), nullable=False),
    sa.Column("sounds", sa.String(300), nullable=False),
    sa.Column("vector", sa.LargeBinary),
    sa.Column("bearers", sa.Integer, nullable=False),
    sa.UniqueConstraint("kind", "text"),
    sa.Index("ix_name_form_kind_family", "kind", "family", "text"),
)

# Who bears which name: one row for each form of a person's name and each given name in it. ``given_set``, ``father``,
# ``mother`` and ``spouse`` are numbers of given-name sets (names/given_sets.py); ``year`` of birth is the middle of
# what is known and ``spread`` how far it may be off, both empty where that is too far; ``home`` is a place's number.
# All that the bearers of a surname are weighed by lies together in its index: there may be thousands.
_WEIGHED = ("surname", "given_set", "year", "person", "given", "spread", "father", "mother", "spouse", "home")
bearer = sa.Table(
    "bearer",
    metadata,
    sa.Column("person", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("place_in_list", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("surname", sa.Integer),
    sa.Column("given", sa.Integer),
    sa.Column("given_set", sa.Integer, nullable=False),
    sa.Column("year", sa.SmallInteger, nullable=False),
    sa.Column("spread", sa.SmallInteger, nullable=False),
    sa.Column("father", sa.Integer),
    sa.Column("mother", sa.Integer),
    sa.Column("spouse", sa.Integer),
    sa.Column("home", sa.Integer),
    sa.Index("ix_bearer_surname", *_WEIGHED),
    sa.Index("ix_bearer_given_set", "given_set", "year"),
    sqlite_with_rowid=False,
)

# What a search needs of everybody who fits, beside the names: read by the hundred, so it is kept apart from the pages.
# ``number``, ``id``, ``sort_key`` and the days of birth are the page's; ``traits`` and ``papers`` are words
# (edition/outlines.py), and ``papers`` follow the documents that name the person.
outline = sa.Table(
    "outline",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", _ordered(13), nullable=False, index=True),
    sa.Column("sort_key", _ordered(300), nullable=False),
    sa.Column("earliest", sa.Integer),
    sa.Column("latest", sa.Integer),
    sa.Column("traits", sa.Text, nullable=False),
    sa.Column("papers", sa.Text, nullable=False),
)

# Who bears a surname of which family, by name: any part of so long a list is read from where it begins.
namesake = sa.Table(
    "namesake",
    metadata,
    sa.Column("family", _ordered(150), primary_key=True),
    sa.Column("sort_key", _ordered(300), primary_key=True),
    _id(),
    sa.Column("number", sa.Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Who belongs to which family as a partner or as a child: owned by the family, so it disappears with its page. From a
# person upwards one goes by the index, from a family to its members by the key; both hold all that a step needs.
tie = sa.Table(
    "tie",
    metadata,
    _id("family_id"),
    sa.Column("part", sa.String(7), primary_key=True),
    _id("person_id"),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("pedigree", sa.String(10), nullable=False),
    sa.Index("ix_tie_person_id", "person_id", "part", "family_id", "pedigree"),
    sqlite_with_rowid=False,
)
PARTNER, CHILD = "partner", "child"

# The ids of people who were made one with somebody since, as far as the public could know them: owned by the person
# they lead to, so that they disappear with that page.
former_id = sa.Table(
    "former_id",
    metadata,
    _id(),
    _id("person_id"),
    sa.Index("ix_former_id_person_id", "person_id"),
    sqlite_with_rowid=False,
)

image = sa.Table(
    "image",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    _id("document_id"),
    sa.Column("path", sa.String(300), nullable=False),
    sa.Index("ix_image_document_id", "document_id"),
)

# The page as GEDCOM, whole records of text. ``place`` holds the profile and the order in the file (fragment_places.py);
# ``number`` is the page's, or below zero for a record of an imported file that no page stands for.
fragment = sa.Table(
    "fragment",
    metadata,
    sa.Column("place", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False, index=True),
    sa.Column("text", sa.Text, nullable=False),
)

# What a profile cannot carry of a page: a code and how often.
loss = sa.Table(
    "loss",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("profile", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("what", sa.String(30), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What the edition is: its audience, the day it was last published, and a name for the rebuild that made it.
BUILT = "built"
# A new word with every change, by which kept pages are known to be of this state.
STATE = "state"
DAY = "day"
# How many people are estimated to be behind the records, as JSON; not there before anybody was compared.
ESTIMATE = "estimate"
edition_info = sa.Table(
    "edition_info",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
