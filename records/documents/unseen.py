"""Which documents are not there for someone, and the question that leaves out what hangs on them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from records.documents.models import Document


@dataclass(frozen=True, slots=True)
class Unseen:
    """The documents of these collections, and these documents (primary keys): for somebody they are not there."""

    collections: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.collections or self.documents)

    def among(self, document: str = "") -> Q:
        """Return the condition that a row hangs on one of these; ``document`` leads there: "mention__document__"."""
        found = Q(pk__in=[])
        if self.collections:
            found |= Q(**{f"{document}collection__in": self.collections})
        if self.documents:
            found |= Q(**{f"{document}pk__in": self.documents})
        return found

    def apart_from(self, document: str = "") -> Q:
        """Return the condition that a row hangs on none of these."""
        found = Q()
        if self.collections:
            column = f"{document}collection"
            found &= Q(**{f"{column}__isnull": True}) | ~Q(**{f"{column}__in": self.collections})
        return found & ~Q(**{f"{document}pk__in": self.documents}) if self.documents else found

    def holds(self, document: Document) -> bool:
        """Whether this document is one of them."""
        return document.collection_id in self.collections or document.pk in self.documents

    def all(self) -> QuerySet[Document]:
        """Return these documents."""
        return Document.objects.order_by().filter(self.among())


ALL_SEEN = Unseen()
