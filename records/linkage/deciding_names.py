"""Deciding whether a name on a page is a person: identified, surely or not, or not that person."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from records.change_sets import signature_of
from records.documents.models import Mention
from records.linkage.deciding import CannotDecide
from records.linkage.evidence import evidence_of, fingerprint_of
from records.linkage.models import Identification, NotSame
from records.linkage.pairs import Verdict
from records.linkage.proposals import Proposal
from records.linkage.told_names import key_of_name
from records.linkage.told_people import key_of_person
from records.people.models import Person

CERTAINTIES = ("sure", "probable", "uncertain")


def decide_name(name: Mention, person: Person, verdict: str, *, reason: str, user: Any, now: datetime) -> None:
    """Identify the name with the person ("sure", "probable", "uncertain"), or keep that it is not that person.

    What was proposed of the two, or of a name that is identified now, is no longer asked for. Raises CannotDecide
    without a reason, or when somebody was faster.
    """
    reason = reason.strip()
    if not reason:
        raise CannotDecide(_("Say why: others will have to understand it."))
    with transaction.atomic():
        if name.identifications.filter(withdrawn=False).exists():
            raise CannotDecide(_("Somebody has identified this name meanwhile."))
        proposals = Proposal.objects.filter(other=key_of_name(name.pk))
        by = signature_of(user)[:150]
        if verdict in CERTAINTIES:
            Identification(mention=name, person=person, certainty=verdict, reason=reason, decided_by=by).save()
            proposals.delete()
        elif verdict == Verdict.NOT_SAME:
            known = knowing([(name, person.public_id)])[name.pk, person.public_id]
            said = {"note": reason, "decided_by": by, "decided_at": now, "fingerprint": known}
            NotSame.objects.update_or_create(mention=name, person=person, defaults=said)
            proposals.filter(one=key_of_person(person.public_id)).delete()
        else:
            raise CannotDecide(_("Choose what you decide."))


def knowing(pairs: Collection[tuple[Mention, str]]) -> dict[tuple[int, str], str]:
    """Return, for names on pages and the public ids of people, a word that is another one as soon as anything known of
    either is; by (key of the name, public id), a fixed number of queries."""
    people = evidence_of({public_id for _name, public_id in pairs})
    return {
        (name.pk, public_id): fingerprint_of({"": _of_name(name), public_id: people[public_id]})
        for name, public_id in pairs
        if public_id in people
    }


def _of_name(name: Mention) -> dict[str, list[str]]:
    # A server gives the keys of an object back in an order of its own.
    values = json.dumps(name.values, sort_keys=True, ensure_ascii=False)
    said = (name.as_written, name.romanised, name.role, name.relation, name.birth_year, values)
    return {"name": [str(words) for words in said]}
