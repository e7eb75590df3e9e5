"""How two people are related: in words, with the way from the one to the other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.family_ties import births_above, families_around, partnerships
from records.edition.queries import Card, cards, now_called
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.kinship.chains import find_chain
from records.kinship.kin import find_kin
from records.kinship.pedigree import Pedigree
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.kinship_words import Step, chain_of, everyone_on, way_of
from records.website.person_words import person_words

# So far up it looks for common forebears, and so many ways and namesakes it shows.
GENERATIONS, MOST_WAYS, MOST_FOUND = 12, 6, 10
_LONGEST = 200


@everyone_may_read
def kinship(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show how a person is related to another one; ask who that is, if nobody was named."""
    page = page_or_404(edition, "person", record_id)
    other = request.GET.get("to", "").replace("\x00", "")
    other = (now_called(edition, other) if other else "") or other
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST]
    known = {key[1]: card for key, card in cards(edition, [("person", other)]).items()} if other else {}
    context: dict[str, Any] = {
        "person": person_words(record_id, page.card),
        "asked": {"q": asked},
        "generations": GENERATIONS,
        "is_same": other == record_id,
        "is_unknown": bool(other) and other not in known,
    }
    if asked:
        hits = search_people(edition, read_query(asked), MOST_FOUND + 1).hits
        context["found"] = [person_words(hit.id, hit.card) for hit in hits if hit.id != record_id][:MOST_FOUND]
    elif other in known and other != record_id:
        context["other"] = person_words(other, known[other])
        context["ways"] = _ways(edition, record_id, page.card, other, known[other])
        context["chain"] = [] if context["ways"] else _chain(edition, record_id, other)
    return render(request, "website/kinship.html", context)


def _ways(edition: Edition, first: str, own: Card, second: str, others: Card) -> list[Any]:
    pedigree = births_above(edition, [first, second], GENERATIONS, with_partners=True)
    near = [first, second, *_parents(pedigree, first), *_parents(pedigree, second)]
    partners: dict[str, list[str]] = {}
    for couple in partnerships(edition, list(dict.fromkeys(near))):
        if couple.partner is not None and couple.partner not in partners.setdefault(couple.person, []):
            partners[couple.person].append(couple.partner)
    found = find_kin(pedigree, partners, first, second, MOST_WAYS)
    known = {key[1]: card for key, card in cards(edition, [("person", one) for one in everyone_on(found)]).items()}
    known |= {first: own, second: others}
    return [way_of(kin, known) for kin in found if all(person in known for person in everyone_on([kin]))]


def _chain(edition: Edition, first: str, second: str) -> list[Step]:
    """Return the steps from one to the other over families, where one is no kin of the other; empty where none lead."""
    chain = find_chain(families_around(edition, [first, second]), first, second)
    people = [first, *(link.person for link in chain)]
    known = {key[1]: card for key, card in cards(edition, [("person", one) for one in people]).items()}
    return chain_of(first, chain, known) if chain and all(one in known for one in people) else []


def _parents(pedigree: Pedigree, person: str) -> list[str]:
    return [parent for birth in pedigree.get(person, ()) for parent in birth.parents]
