"""A kinship in the language of the reader."""

from collections.abc import Callable, Mapping

from records.kinship import english, german, polish
from records.kinship.kin import Kin
from records.kinship.relation import Relation, relation_of

_LANGUAGES: Mapping[str, Callable[[Relation], str]] = {
    "en": english.words,
    "pl": polish.words,
    "de": german.words,
}


def kin_words(kin: Kin, sexes: Mapping[str, str], language: str) -> str:
    """Say what the second person is to the first, in English where the language is not one of ours."""
    return relation_words(relation_of(kin, sexes), language)


def relation_words(relation: Relation, language: str) -> str:
    """Name a relation in this language."""
    return _LANGUAGES.get(language, english.words)(relation)
