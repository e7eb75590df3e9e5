"""What to quote in a request to an archive: the facts by which a clerk finds a person, as they were recorded."""

from collections.abc import Iterator, Mapping

from records.edition.queries import Card, Key, Page
from records.people.kinds import EVENT_KINDS
from records.website.date_words import payload_words
from records.website.journey_words import stage_label
from records.website.reader_language import gettext as _

# Events of which an archive keeps the number.
_NUMBERED = frozenset({"identity_number"})


def request_facts(page: Page, known: Mapping[Key, Card]) -> list[str]:
    """Return the facts in the order in which a form of an archive asks for them; empty without a name."""
    names = [form for form in dict.fromkeys(_names(page)) if form]
    return [*names, *_facts(page, known)] if names else []


def _names(page: Page) -> Iterator[str]:
    """Yield each recorded form with the surname first, as archives order them, and the words of the papers."""
    for name in page.body["names"]:
        given = " ".join(part for part in (name["given"], name["patronymic"]) if part)
        yield ", ".join(part for part in (name["surname"], given) if part) or name["as_written"]


def _facts(page: Page, known: Mapping[Key, Card]) -> Iterator[str]:
    if page.card["born"]:
        yield _("born %(date)s") % {"date": payload_words(page.card["born"])}
    for event in page.body["events"]:
        place = known.get(("place", event["place"] or ""), {}).get("name") or event["place_as_written"]
        if event["kind"] == "birth" and place:
            yield _("born in %s") % place
        if event["kind"] in _NUMBERED and event["value"]:
            yield f"{EVENT_KINDS[event['kind']][0]}: {event['value']}"
    for step in page.body["journey"]:
        card = known.get(("stage", step["stage"]), {})
        place = known.get(("place", card.get("place") or ""), {}).get("name") or card.get("place_as_written", "")
        if place:
            yield f"{stage_label(step['code'])}: {place}"
