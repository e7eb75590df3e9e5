"""What is known of a person when somebody decides: names, life, journey, kin and papers, and a fingerprint of it all.

A decision of "not the same" is asked for again only where this has changed, and then says what.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records.journeys.models import Traveller
from records.journeys.stages import STAGES
from records.linkage.models import Identification
from records.people.kinds import EVENT_KINDS
from records.people.models import Event, FamilyChild, FamilyPartner, Person, PersonName

_DOT = " · "
# What is known, part by part, in words that do not hang on a reader's language: {"births": ["1898 · 12"], ...}
Evidence = dict[str, list[str]]

PARTS = {
    "sex": _("sex"),
    "names": _("names"),
    "events": _("events"),
    "stages": _("stages of the journey"),
    "parents": _("parents"),
    "partners": _("partners"),
    "children": _("children"),
    "papers": _("names on pages"),
}


def evidence_of(public_ids: Collection[str]) -> dict[str, Evidence]:
    """Return what is known of these persons, by public id; a fixed number of queries."""
    people = dict(Person.objects.filter(public_id__in=public_ids).values_list("pk", "public_id"))
    found: dict[int, dict[str, set[str]]] = {pk: defaultdict(set) for pk in people}
    for pk, sex in Person.objects.filter(pk__in=people).values_list("pk", "sex"):
        found[pk]["sex"].add(sex)
    for pk, *words in PersonName.objects.filter(person__in=people).values_list(
        "person_id", "given", "patronymic", "surname", "as_written"
    ):
        found[pk]["names"].add(_told(words))
    for pk, kind, value, text, *words in Event.objects.filter(person__in=people).values_list(
        "person_id", "kind", "date_value", "date_text", "place__name", "place_as_written", "value"
    ):
        found[pk]["events"].add(_told([kind, text or value, *dict.fromkeys(words)]))
    for pk, *words in Traveller.objects.filter(person__in=people).values_list(
        "person_id", "stage__code", "stage__place__name", "stage__date_value", "outcome"
    ):
        found[pk]["stages"].add(_told(words))
    papers = Identification.objects.filter(person__in=people, withdrawn=False)
    for pk, *words in papers.values_list("person_id", "mention__as_written", "mention__document__title"):
        found[pk]["papers"].add(_told(words))
    _add_kin(found)
    return {people[pk]: {part: sorted(words) for part, words in parts.items()} for pk, parts in found.items()}


def _add_kin(found: Mapping[int, Mapping[str, set[str]]]) -> None:
    """Name the kin as they are called: who merges two other people changes nothing here."""
    kin = ("person_id", "family__partners__person_id", "family__partners__person__sort_name")
    for pk, parent, name in FamilyChild.objects.filter(person__in=found).values_list(*kin):
        if parent is not None:
            found[pk]["parents"].add(name)
    for pk, partner, name in FamilyPartner.objects.filter(person__in=found).values_list(*kin):
        if partner is not None and partner != pk:
            found[pk]["partners"].add(name)
    below = ("person_id", "family__children__person__sort_name")
    for pk, name in FamilyPartner.objects.filter(person__in=found).values_list(*below):
        if name is not None:
            found[pk]["children"].add(name)


def _told(words: Iterable[object]) -> str:
    return _DOT.join(str(word) for word in words if word not in (None, ""))


def words_of(part: str, words: str) -> str:
    """Return a piece of evidence in the reader's language: kinds of events and stages have names."""
    first, dot, rest = words.partition(_DOT)
    if part == "events" and first in EVENT_KINDS:
        first = capfirst(str(EVENT_KINDS[first][0]))
    elif part == "stages" and first in STAGES:
        first = str(STAGES[first].label)
    elif part == "sex":
        first = str(dict(Person._meta.get_field("sex").flatchoices).get(first, first))
    return f"{first}{dot}{rest}"


def fingerprint_of(evidence: Mapping[str, Evidence]) -> str:
    """Return a word that is another one as soon as anything known of either is."""
    return hashlib.sha256(json.dumps(evidence, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def what_changed(before: Mapping[str, Evidence], now: Mapping[str, Evidence]) -> list[tuple[str, str, str]]:
    """Return what was not known then ("+") or is known no more ("-"): (sign, part, words), each once."""
    found: dict[tuple[str, str, str], None] = {}
    for public_id in {**before, **now}:
        then, present = before.get(public_id, {}), now.get(public_id, {})
        for part in PARTS:
            old, new = set(then.get(part, ())), set(present.get(part, ()))
            found |= {("+", part, words): None for words in sorted(new - old)}
            found |= {("-", part, words): None for words in sorted(old - new)}
    return list(found)
