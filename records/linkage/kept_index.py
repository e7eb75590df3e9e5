"""The kept index: of everybody in the archive the compared columns, the keys to be looked up by, how common values are.

So who somebody may be is answered while they type, and weighing asks nothing further. It follows from the archive:
following.py brings it up to date after each change, filling.py makes it from nothing.
"""

import json
from hashlib import sha256

from django.db import models

from records.linkage.blocking import BLOCKING
from records.linkage.compared import COLUMNS, Compared
from records.linkage.comparisons import FREQUENCIES

# Of another version of the columns or the keys nothing is read: it is made anew.
_OF_HOUSEHOLDS = 1
VERSION = sha256(repr((COLUMNS, BLOCKING, FREQUENCIES, _OF_HOUSEHOLDS)).encode()).hexdigest()[:16]
_LONGEST_VALUE = 150


class ComparedRecord(models.Model):
    """A person, or a name on a page whom nobody is identified with, as it is compared.

    ``number`` is twice the primary key of a person, or twice that of a name and one. ``columns`` is the list of the
    columns of Compared as JSON; ``document`` the public id of the page on which a name stands.
    """

    number = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=24, unique=True)
    document = models.CharField(max_length=13, blank=True)
    columns = models.TextField()

    class Meta:
        default_permissions = ()
        verbose_name = "compared record"
        verbose_name_plural = "compared records"
        indexes = [models.Index(fields=["document"], condition=~models.Q(document=""), name="compared_of_document")]

    def __str__(self) -> str:
        return self.key

    def compared(self) -> Compared:
        """Return the columns."""
        return Compared(*json.loads(self.columns))


class LookupKey(models.Model):
    """A record stands under this key (of blocking.py). On SQLite the table is its own index."""

    pk = models.CompositePrimaryKey("key", "record")
    key = models.BigIntegerField()
    record = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = "key to look up by"
        verbose_name_plural = "keys to look up by"

    def __str__(self) -> str:
        return f"{self.key} {self.record}"


class ValueCount(models.Model):
    """So many records have this value in a column whose rarity counts; the empty value: so many tell anything."""

    pk = models.CompositePrimaryKey("column", "value")
    column = models.CharField(max_length=20)
    value = models.CharField(max_length=_LONGEST_VALUE)
    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = "how common a value is"
        verbose_name_plural = "how common values are"

    def __str__(self) -> str:
        return f"{self.column} {self.value}: {self.number}"


class IndexState(models.Model):
    """The one row that tells of the kept index; whoever writes to the index holds it.

    ``filled_to`` is how far filling has come ("p:" or "n:" and a primary key, "k:" for the keys), empty when it is
    through; ``covers`` the last waiting change that was there when it began. ``keys_wait``: the keys of all are
    written at its end, in order, and changes are followed only then.
    """

    version = models.CharField(max_length=16)
    records = models.BigIntegerField(default=0)
    filled_to = models.CharField(max_length=24, blank=True)
    covers = models.BigIntegerField(default=0)
    keys_wait = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        verbose_name = "state of the kept index"
        verbose_name_plural = "states of the kept index"

    def __str__(self) -> str:
        return f"{self.version}: {self.records}"


def columns_of(record: Compared) -> str:
    """Return the columns as they are kept."""
    return json.dumps([getattr(record, name) for name in COLUMNS], ensure_ascii=False, separators=(",", ":"))


def counted_as(value: str | int) -> str:
    """Return the text under which a value is counted."""
    return str(value)[:_LONGEST_VALUE]


def number_of_person(pk: int) -> int:
    """Return the number of a person in the index."""
    return 2 * pk


def number_of_name(pk: int) -> int:
    """Return the number of a name on a page in the index."""
    return 2 * pk + 1
