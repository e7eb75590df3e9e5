"""The words of a query with which nothing recorded of those found agrees, so that they changed nothing."""

from collections.abc import Sequence

from records.edition.search import Hit
from records.edition.search_query import PersonQuery
from records.names.folding import fold


def words_without_effect(query: PersonQuery, hits: Sequence[Hit]) -> list[str]:
    """Return the words of names and places that no reason of these hits, the best ones, was told by.

    Words of the query that say nothing of somebody (stages, years, numbers) are not among them.
    """
    told = _folded(*{text for hit in hits for reason in hit.reasons for text in (reason.sought, reason.recorded)})
    asked = [*query.places, *query.words, *filter(None, (query.given, query.father, query.mother, query.spouse))]
    # A patronymic typed becomes several names that may be meant; one of them is enough.
    return [words for words in dict.fromkeys(asked) if not told.intersection(_folded(words))] if hits else []


def _folded(*texts: str) -> set[str]:
    return {word for text in texts for word in fold(text).split()}
