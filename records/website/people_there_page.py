"""Everyone known to have been at a place or on a stage, all or in certain months: how we know, whence and whither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from records.dates.overlaps import Overlap, Stay, Together, overlap
from records.edition.queries import Card, Key, Listed, cards
from records.edition.who_was_there import PersonsStay, days_there, people_there, stays_of
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.date_words import DateWords, our_date_words
from records.website.days_in_words import stay_words
from records.website.journey_words import PartTaken, part_taken, stage_label, stage_title
from records.website.language_words import Spoken
from records.website.months import Month, months_between, read_month
from records.website.next_links import after, next_link
from records.website.people_by_month import Chosen, bars_of, span_of
from records.website.person_words import PersonWords, person_words
from records.website.place_words import PlaceWords, place_of, place_words
from records.website.stage_words import stage_words

# Half a list: each of these tells of its stays, of whence and whither.
_AT_ONCE = 25
# Days before and after everything that the archive tells of.
_LONG_AGO, _FAR_AHEAD = 1, 9_999_999
_OPTION, _CHOSEN = '<option value="{}">{}</option>', '<option value="{}" selected>{}</option>'


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where somebody was before or afterwards."""

    stage: str
    label: str
    place: PlaceWords | None


@dataclass(frozen=True, slots=True)
class StayThere:
    """One stay of somebody: on which stage, when, in which part, how sure for the time that was chosen."""

    stage: str
    label: str
    title: Spoken
    when: DateWords | None
    part: PartTaken
    chosen: Overlap | None

    @property
    def is_sure(self) -> bool:
        return self.chosen is not None and self.chosen.together is Together.CERTAIN


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Somebody with every stay in this part of the list: whence they came and whither they went."""

    person: PersonWords
    stays: list[StayThere]
    before: Elsewhere | None
    afterwards: Elsewhere | None


@everyone_may_read
def people_at(request: HttpRequest, edition: Edition, kind: str, record_id: str) -> HttpResponse:
    """Show who was at a place or on a stage."""
    page = page_or_404(edition, kind, record_id)
    chosen = _chosen(request)
    time = (chosen[0].first if chosen[0] else None, chosen[1].last if chosen[1] else None)
    days = days_there(edition, (kind, record_id))
    people = people_there(edition, (kind, record_id), time, after=after(request), limit=_AT_ONCE)
    stays = stays_of(edition, [row.id for row in people.rows])
    shown = cards(edition, _to_name(people.rows, stays, page.card))
    address = reverse(f"website:people_{kind}", args=[record_id])
    span = span_of(days)
    context = {
        "kind": kind,
        "id": record_id,
        "back": reverse(f"website:{kind}", args=[record_id]),
        "place": place_words(record_id, page.card) if kind == "place" else None,
        "stage": stage_words(record_id, page.card, shown) if kind == "stage" else None,
        "people": _people(people.rows, stays, shown, chosen),
        "next": next_link(request, people.next),
        "bars": bars_of(days, address, chosen),
        "options": [_options(list(months_between(*span)) if span else [], month) for month in chosen],
        "from": chosen[0],
        "to": chosen[1],
        "is_chosen": chosen != (None, None),
        "all": days.stays,
        "everybody": days.people,
        "undated": days.undated,
        "possible": days.possible(time[0] or _LONG_AGO, time[1] or _FAR_AHEAD),
        "sure": days.sure(time[0] or _LONG_AGO, time[1] or _FAR_AHEAD),
        "everyone": address,
    }
    return render(request, "website/people_there.html", context)


def _options(months: Sequence[Month], chosen: Month | None) -> SafeString:
    """Return the choice of a month: there may be hundreds, too many for a template to go through one by one."""
    at = months.index(chosen) if chosen in months else len(months)
    parts = [
        format_html_join("", words, ((month.code, month.name) for month in part))
        for words, part in ((_OPTION, months[:at]), (_CHOSEN, months[at : at + 1]), (_OPTION, months[at + 1 :]))
    ]
    return format_html("{}{}{}", *parts)


def _chosen(request: HttpRequest) -> Chosen:
    """Return the months asked for, in order; what is no month is as if it were not there."""
    first, last = read_month(request.GET.get("from", "")), read_month(request.GET.get("to", ""))
    return (last, first) if first and last and last < first else (first, last)


def _to_name(rows: Sequence[Listed], stays: Mapping[str, list[PersonsStay]], card: Card) -> set[Key]:
    """Return the keys of the stages and places that the list names."""
    keys = {("stage", row.more["stage"]) for row in rows}
    for here in _by_person(rows):
        keys |= {("place", one.place) for one in _around(here, stays) if one and one.place}
    return keys | {("place", card[key]) for key in ("place", "origin") if card.get(key)}


def _by_person(rows: Sequence[Listed]) -> list[list[Listed]]:
    """Return the stays of each person together; they come person by person."""
    return [list(stays) for _person, stays in groupby(rows, lambda row: row.id)]


def _around(
    here: Sequence[Listed], stays: Mapping[str, list[PersonsStay]]
) -> tuple[PersonsStay | None, PersonsStay | None]:
    """Return where a person was before the first of these stays and after the last, at other places."""
    shown = {row.more["stage"] for row in here}
    own = [one for one in stays.get(here[0].id, []) if one.stay != Stay(None, None)]
    at = [number for number, one in enumerate(own) if one.stage in shown]
    if not at:
        return None, None
    place = own[at[0]].place
    before = next((one for one in reversed(own[: at[0]]) if one.place != place), None)
    return before, next((one for one in own[at[-1] + 1 :] if one.place != place), None)


def _people(
    rows: Sequence[Listed], stays: Mapping[str, list[PersonsStay]], shown: Mapping[Key, Card], chosen: Chosen
) -> list[PersonThere]:
    return [
        PersonThere(
            person_words(here[0].id, here[0].card),
            [_stay(row, shown, chosen) for row in sorted(here, key=_first_day)],
            *(_elsewhere(one, shown) for one in _around(here, stays)),
        )
        for here in _by_person(rows)
    ]


def _first_day(row: Listed) -> int:
    stay: Stay = row.more["stay"]
    return next((day for day in (stay.earliest, stay.latest) if day is not None), _FAR_AHEAD)


def _stay(row: Listed, shown: Mapping[Key, Card], chosen: Chosen) -> StayThere:
    stage = shown.get(("stage", row.more["stage"]), {})
    return StayThere(
        row.more["stage"],
        stage_label(row.more["code"]),
        stage_title(stage.get("title", "")),
        _when(row.more["stay"], stage),
        part_taken(row.more),
        _in_time(row.more["stay"], chosen),
    )


def _when(stay: Stay, stage: Card) -> DateWords | None:
    """Word the date of the stage; of a traveller's own date only the days are known here."""
    date = stage.get("date") or {}
    if (date.get("earliest"), date.get("latest")) == (stay.earliest, stay.latest):
        return our_date_words(stage["date"]) if date else None
    return stay_words(stay)


def _in_time(stay: Stay, chosen: Chosen) -> Overlap | None:
    """Say how a stay lies to the months that were chosen: they are a stay of the reader, sure on all of their days."""
    if chosen == (None, None):
        return None
    first = chosen[0].first if chosen[0] else _LONG_AGO
    last = chosen[1].last if chosen[1] else _FAR_AHEAD
    return overlap(stay, Stay(first, last, first, last))


def _elsewhere(one: PersonsStay | None, shown: Mapping[Key, Card]) -> Elsewhere | None:
    if one is None:
        return None
    return Elsewhere(one.stage, stage_label(one.code), place_of({"place": one.place}, shown))
