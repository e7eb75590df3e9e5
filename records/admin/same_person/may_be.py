"""Who a person in a form may be, told while their names are typed and once more beside the saved record.

Only what this user may see is told: nobody on whom something hangs that is hidden from them, no name on a hidden page.
Whom somebody decided not to be the same, and kin, are left out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from records.admin.closed_collections import visible_to
from records.admin.links import address
from records.admin.same_person.pair_doors import SEE, people_seen, with_hidden_parts
from records.admin.same_person.proposal_words import ReasonSaid, percent_of, reasons_of, told_parts, words_with_birth
from records.documents.models import Mention
from records.linkage.asking_index import find_in_index, kept_columns
from records.linkage.compared import Compared, Told, compared
from records.linkage.deciding import decided_of, pair_of
from records.linkage.models import NotSame
from records.linkage.scoring import Scored
from records.linkage.told_names import key_of_name, told_names
from records.linkage.told_people import key_of_person, kin_of_person, told_people
from records.linkage.told_places import PlaceKeys, place_keys_of
from records.linkage.told_typed import NOBODY, TypedPerson, told_of_typed
from records.people.models import Person

# Above this probability somebody is told of; and so many are, of so many looked at.
LEAST, _SHOWN, _LOOKED_AT = 0.5, 5, 20
_REASONS = 6
_PERSON, _NAME = "p:", "n:"


@dataclass(frozen=True, slots=True)
class MayBe:
    """Somebody a person may be: ``pk`` of a person (0 of a name on a page), what it is, where to look, and why.

    ``decide_url`` leads to both side by side, where the person of the form is stored already; ``choose_url`` to the
    form in which a name is identified, with this person chosen.
    """

    pk: int
    words: str
    what: str
    url: str
    decide_url: str
    percent: str
    reasons: Sequence[ReasonSaid]
    choose_url: str = ""


def may_be(request: HttpRequest, typed: TypedPerson, stored: Person | None = None) -> list[MayBe]:
    """Return who the person of a form may be, the likeliest first; ``stored`` is the record the form changes. A fixed
    number of queries.
    """
    if not request.user.has_perm(SEE):
        return []
    return _found(request, compared(told_of_typed(typed, _base(request, stored))), stored)


def stored_may_be(request: HttpRequest, stored: Person, *, just_saved: bool = False) -> list[MayBe]:
    """Return who a stored person may be, as the index has the person or, ``just_saved``, as the archive does."""
    if not request.user.has_perm(SEE) or with_hidden_parts(request.user, [stored]):
        return []
    if just_saved:
        one = compared(_base(request, stored))
    else:
        known = kept_columns(key_of_person(stored.public_id))
        if known is None:
            return []
        one = known
    return _found(request, one, stored)


def name_may_be(request: HttpRequest, name: Mention) -> list[MayBe]:
    """Return the people whom a name on a page may mean, the likeliest first; a fixed number of queries.

    Nobody of whom it was said that this name does not mean them.
    """
    if not request.user.has_perm(SEE):
        return []
    one = kept_columns(key_of_name(name.pk)) or _compared_anew(name)
    found = find_in_index(one, least=LEAST, most=_LOOKED_AT).same if one is not None else []
    people = {f"{_PERSON}{one.public_id}": one for one in people_seen(request).filter(public_id__in=_ids(_keys(found)))}
    told_apart = with_hidden_parts(request.user, people.values())
    told_apart |= set(NotSame.objects.filter(mention=name).values_list("person_id", flat=True))
    rows = [
        replace(_person_worded(pair, one, None), choose_url=_form_choosing(name, one))
        for pair in found
        if (one := people.get(pair.right)) is not None and one.pk not in told_apart
    ]
    return rows[:_SHOWN]


def _form_choosing(name: Mention, person: Person) -> str:
    return f"{reverse('admin:records_identification_add')}?{urlencode({'mention': name.pk, 'person': person.pk})}"


def _compared_anew(name: Mention) -> Compared | None:
    """Return a name as the archive has it now; None of one with whom somebody is identified already."""
    return next((compared(told) for told in told_names(pks=[name.pk])), None)


def _keys(found: Sequence[Scored]) -> list[str]:
    return [pair.right for pair in found]


def _found(request: HttpRequest, one: Compared, stored: Person | None) -> list[MayBe]:
    found = find_in_index(one, least=LEAST, most=_LOOKED_AT).same
    return _seen(request, found, stored) if found else []


def _base(request: HttpRequest, stored: Person | None) -> Told:
    """Return what is stored of kin and journey beside what is typed."""
    if stored is None:
        return NOBODY
    nothing = replace(NOBODY, key=key_of_person(stored.public_id))
    if with_hidden_parts(request.user, [stored]):
        # What is known from hidden papers would tell of itself by whom it fits.
        return nothing
    return next(told_people([stored.pk], _places_of(stored)), nothing)


def _places_of(person: Person) -> PlaceKeys:
    places = set(person.events.exclude(place=None).values_list("place_id", flat=True))
    stages = person.travels.values_list("stage__place_id", flat=True)
    return place_keys_of({place for place in (*places, *stages) if place is not None})


def _seen(request: HttpRequest, found: Sequence[Scored], stored: Person | None) -> list[MayBe]:
    keys = _keys(found)
    people = {f"{_PERSON}{one.public_id}": one for one in people_seen(request).filter(public_id__in=_ids(keys))}
    hidden = with_hidden_parts(request.user, people.values())
    names = Mention.objects.filter(pk__in=[int(key[2:]) for key in keys if key.startswith(_NAME)])
    names = visible_to(request.user, names.exclude(identifications__withdrawn=False)).select_related("document")
    pages = {f"{_NAME}{name.pk}": name for name in names}
    apart = _decided(stored, keys) if stored is not None else set()
    rows = []
    for pair in found:
        person, page = people.get(pair.right), pages.get(pair.right)
        if pair.right in apart:
            continue
        if person is not None and person.pk not in hidden:
            rows.append(_person_worded(pair, person, stored))
        elif page is not None:
            said = reasons_of(told_parts(pair))[:_REASONS]
            what, percent = str(page.document), percent_of(pair.probability)
            rows.append(MayBe(0, page.as_written, what, address(page.document), "", percent, said))
    return rows[:_SHOWN]


def _ids(keys: Collection[str]) -> list[str]:
    return [key[2:] for key in keys if key.startswith(_PERSON)]


def _decided(stored: Person, keys: Collection[str]) -> set[str]:
    """Return the keys of kin, and of whom it was decided that they are not this person."""
    found = {f"{_PERSON}{one}" for one in kin_of_person(stored)}
    pairs = {pair_of(stored.public_id, one): one for one in _ids(keys)}
    found |= {f"{_PERSON}{pairs[pair]}" for pair, one in decided_of(list(pairs)).items() if one.rests}
    names = [int(key[2:]) for key in keys if key.startswith(_NAME)]
    refused = NotSame.objects.filter(person=stored, mention__in=names).values_list("mention_id", flat=True)
    return found | {f"{_NAME}{pk}" for pk in refused}


def _person_worded(pair: Scored, person: Person, stored: Person | None) -> MayBe:
    reasons, percent = reasons_of(told_parts(pair))[:_REASONS], percent_of(pair.probability)
    decide = reverse("pair", args=(person.public_id, stored.public_id)) if stored is not None else ""
    return MayBe(person.pk, words_with_birth(person), person.public_id, address(person), decide, percent, reasons)


def warning_of(found: Sequence[MayBe]) -> str:
    """Return the words above the page after a save: who it may be, with links."""
    link = '<a class="underline" href="{}" target="_blank" rel="noopener">{}</a>'
    links = format_html_join(", ", link, ((one.decide_url or one.url, one.words) for one in found))
    return format_html("{} {}", _("Saved. This may be somebody who is here already:"), links)
