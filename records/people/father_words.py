"""Whose child somebody is, in the reader's language: of a father's bare name, which is no part of the name."""

from django.utils.translation import get_language, pgettext

from records.names.patronymics import father_called


def child_of(patronymic: str, sex: str) -> str:
    """Return "son of Jan", "syn Jana", "Sohn von Jan"; empty for a patronymic, which is said with the name."""
    father = father_called(patronymic, (get_language() or "en")[:2])
    if not father:
        return ""
    # The name is declined already where the language declines it.
    words = {
        "F": pgettext("whose child", "daughter of %(father)s"),
        "M": pgettext("whose child", "son of %(father)s"),
    }
    return words.get(sex, pgettext("whose child", "child of %(father)s")) % {"father": father}
