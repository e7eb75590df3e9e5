"""What the kernels and the archive say to what someone typed, in words for the screen.

A reading is {"words", "more", and what choosing it sets: "parts" and "sex", "understood", or "key"}; ``sure`` says that
the first one may be taken unless someone chooses otherwise.
"""

from collections.abc import Callable, Sequence
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.admin.closed_collections import collections_of, visible_to
from records.admin.links import address
from records.admin.same_person.may_be import LEAST
from records.admin.same_person.pair_doors import with_hidden_parts
from records.admin.same_person.proposal_words import reasons_of, told_parts
from records.admin.searching import beginning
from records.admin.transcribing.sent_values import SentEntry
from records.dates.reading import read_date
from records.dates.value import parse_value
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Source
from records.linkage.asking_index import find_in_index
from records.linkage.compared import compared
from records.names.folding import fold
from records.people.models import Person
from records.transcribing import proposals
from records.transcribing.entry import Entry, EntryPerson, NameRead, Written
from records.transcribing.likely_people import likely, refused_for
from records.transcribing.name_proposals import NameProposal
from records.transcribing.place_proposals import PlaceProposal
from records.transcribing.told_entry import told_of_entry

LONGEST = 300
_PERSON, _LOOKED_AT, _MOST_MORE, _REASONS = "p:", 10, 3, 3
_SOURCES = 8
_SURNAMES = 30
# Those that say that the place bore this very name; others only begin so.
_EXACT = ("name", "then", "modern", "former")
Reading = dict[str, Any]


def read_name(text: str, surnames: Sequence[str] = ()) -> dict[str, Any]:
    """Return the readings of a name; ``surnames`` are those of the others on the page."""
    others = frozenset(one[:LONGEST] for one in surnames[:_SURNAMES])
    found = [_of_name(one) for one in proposals.names(text[:LONGEST], surnames=others)]
    return {"readings": found, "sure": bool(found)}


def _of_name(one: NameProposal) -> Reading:
    parts = {part: getattr(one.read, part) for part in ("given", "patronymic", "surname", "prefix")}
    return {"words": name_words(one.read, one.father, one.sex), "more": str(one.words), "parts": parts, "sex": one.sex}


def name_words(read: NameRead, father: str = "", sex: str = "U") -> str:
    """Return a name as it is understood: "Kowalska, Janina, daughter of Jan"."""
    given = " ".join(filter(None, (read.prefix, read.given, "" if father else read.patronymic)))
    of_father = {
        "F": _("daughter of %(father)s"),
        "M": _("son of %(father)s"),
        "U": _("child of %(father)s"),
    }[sex] % {"father": father}
    return ", ".join(filter(None, (read.surname, given, of_father if father else "")))


def read_place(text: str, on: str) -> dict[str, Any]:
    """Return the places that a text may name; ``on`` is the date of the page, as written or in GEDCOM form."""
    found = proposals.places(text[:LONGEST], _bounds(on))
    exact = [one for one in found if one.why in _EXACT]
    readings = [{"words": place_words(one), "more": str(one.words), "key": one.pk} for one in found]
    return {"readings": readings, "sure": len(exact) == 1 and found[0] is exact[0]}


def place_words(one: PlaceProposal) -> str:
    """Return a place as it was and is: "Lwów, Poland 1939; now Lviv, Ukraine"."""
    then = ", ".join(filter(None, (one.name, one.parent)))
    countries = "/".join(_country(code.strip()) for code in one.country_modern.split(";") if code.strip())
    now = ", ".join(filter(None, (one.modern_name if one.modern_name != one.name else "", countries)))
    return _("%(then)s; now %(now)s") % {"then": then, "now": now} if now else then


def _country(code: str) -> str:
    return str(Locale.parse((get_language() or "en")[:2]).territories.get(code, code))


def read_day(text: str) -> dict[str, Any]:
    """Return how a date is understood, and what else it may mean."""
    proposal = proposals.dates(text[:LONGEST])
    if not proposal.understood:
        return {"readings": [], "sure": False}
    readings = [{"words": proposal.words, "more": str(proposal.why), "understood": proposal.value}]
    readings += [{"words": one.words, "more": str(one.why), "understood": one.value} for one in proposal.others]
    return {"readings": readings, "sure": not proposal.doubtful}


def read_source(text: str, user: Any) -> dict[str, Any]:
    """Return the sources whose title begins so, and that this user may see."""
    sources = visible_to(user, Source.objects.filter(beginning("folded", fold(text[:LONGEST]))))
    found = sources.order_by("folded")[:_SOURCES]
    return {"readings": [{"words": one.title, "more": one.signature, "key": one.pk} for one in found], "sure": False}


def _bounds(date: str) -> tuple[int | None, int | None]:
    read = parse_value(date)
    if not read.is_dated():
        read = read_date(date)
    return read.earliest, read.latest


def source_words(source: str) -> str:
    """Return where the bound of a rule is from; nothing where the rule needs none."""
    return "" if source == "-" else source


# --- without scripts: the same, beside every box at once ---------------------------------------------------------


def proposals_for(entry: Entry, in_form: Callable[[str], str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for each place and date entered, what it may be: path in the form to (value, words)."""
    on = entry.date.understood or entry.date.text
    found: dict[str, list[tuple[str, str]]] = {}
    for path, form, written in _written(entry):
        answer = read_place(written.text, on) if form == "place" else read_day(written.text)
        readings = [(str(one["key" if form == "place" else "understood"]), one["words"]) for one in answer["readings"]]
        if readings:
            found[in_form(path)] = readings
    return found


def _written(entry: Entry) -> list[tuple[str, str, Written]]:
    kind = DOCUMENT_KINDS[entry.kind]
    found = [("date", "date", entry.date), ("place", "place", entry.place)]
    found += [(f"fields.{one.key}", one.form, entry.value(one.key)) for one in kind.fields]
    for number, person in enumerate(entry.people):
        found += [
            (f"people.{number}.values.{one.key}", one.form, person.value(one.key))
            for one in kind.fields_of(person.role)
        ]
    return [(path, form, written) for path, form, written in found if form in ("date", "place") and written.text]


def candidates_for(sent: SentEntry, user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the likely people of each person in the form: number in the form to candidates."""
    people = zip(sent.numbers, sent.entry.people, strict=True)
    return {number: candidates(person, sent.entry, user) for number, person in people}


def candidates(person: EntryPerson, entry: Entry, user: Any) -> list[dict[str, Any]]:
    """Return who this may be, with reasons; whoever is chosen stays among them."""
    decision = person.decision
    found = [
        {
            "pk": one.pk,
            "words": ", ".join(filter(None, (one.name, one.years, one.place))),
            "reasons": [str(words) for _code, words in one.reasons],
            "url": address(Person(pk=one.pk)),
            "chosen": decision.act == "link" and decision.person == one.pk,
            "refused": one.pk in decision.not_same,
        }
        for one in likely(person, entry, unseen=collections_of(user).unseen)
        if not one.already_refused or one.pk in decision.not_same
    ]
    return [*found, *_compared_alike(person, entry, user, [one["pk"] for one in found])]


def _compared_alike(person: EntryPerson, entry: Entry, user: Any, known: Sequence[int]) -> list[dict[str, Any]]:
    """Return others who fit as records are compared with each other: of another spelling, or by a maiden name."""
    told = told_of_entry(person, entry)
    found = find_in_index(compared(told), least=LEAST, most=_LOOKED_AT).same if told is not None else []
    pairs = {pair.right[2:]: pair for pair in found if pair.right.startswith(_PERSON)}
    people = visible_to(user, Person.objects.filter(public_id__in=list(pairs)).exclude(pk__in=known))
    seen = list(people)
    left_out = with_hidden_parts(user, seen) | refused_for([one.pk for one in seen], person)
    decision = person.decision
    rows = [
        {
            "pk": one.pk,
            "words": str(one),
            "reasons": [said.sentence for said in reasons_of(told_parts(pairs[one.public_id]))[:_REASONS]],
            "url": address(one),
            "chosen": decision.act == "link" and decision.person == one.pk,
            "refused": one.pk in decision.not_same,
            "weight": pairs[one.public_id].weight,
        }
        for one in seen
        if one.pk not in left_out or one.pk in decision.not_same
    ]
    return sorted(rows, key=lambda row: (-row["weight"], row["pk"]))[:_MOST_MORE]
