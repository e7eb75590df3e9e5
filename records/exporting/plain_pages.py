"""What each kind of page says, as rows of plain tables: (table, values by column).

A row without a public id of its own is numbered; ``Numbers`` counts through one export.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from records.dates.day_numbers import from_day_number
from records.edition.queries import Page
from records.journeys.stages import STAGES

Values = dict[str, Any]
Row = tuple[str, Values]
LANGUAGES = ("en", "pl", "de")
_LAST_NAMEABLE_YEAR = 9999


# What a page notes for itself: words of the GEDCOM texts, keys of the search.
_BOOKKEEPING = ("date", "family_key", "changed_since")
# The lists and groups of a page that become rows, or columns of its own row.
_PARTS_WITH_TABLES = {
    "camp", "children", "citations", "date", "events", "external", "families_as_child", "families_as_partner", "fields",
    "images", "imported", "journey", "kinds", "known_as", "languages", "mentions", "names", "narratives", "parents",
    "partners", "people", "reliability", "residue", "sources", "stages", "summary", "text", "ties_as_partner", "title",
    "topics", "transcriptions", "translations",
}  # fmt: skip


class Numbers:
    """Numbers the rows of each table, from 1."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def row(self, table: str, values: Values) -> Row:
        """Return a row with the next number of its table."""
        self._given[table] += 1
        return table, {"id": self._given[table], **values}

    def last(self, table: str) -> int:
        """Return the number given last."""
        return self._given[table]


def page_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    """Yield every row that a page becomes."""
    yield from _OF_KIND[page.kind](page, numbers)
    yield from _beside(page, numbers)


def iso_day(number: int | None) -> str | None:
    """Return a Julian Day Number as YYYY-MM-DD; None for no day, and where ISO 8601 has no plain form."""
    if number is None:
        return None
    year, month, day = from_day_number(number)
    return f"{year:04d}-{month:02d}-{day:02d}" if 0 < year <= _LAST_NAMEABLE_YEAR else None


def date_columns(date: Mapping[str, Any] | None) -> Values:
    """Return the five columns of a date."""
    if not date:
        return {}
    return {
        "date_written": date["text"],
        "date_value": date["value"],
        "date_from": iso_day(date["earliest"]),
        "date_to": iso_day(date["latest"]),
        "date_certainty": date["certainty"],
    }


def _flat(body: Mapping[str, Any], *left_out: str) -> Values:
    """Return the plain values of a page's part, without its lists and groups."""
    plain = {key: value for key, value in body.items() if value is not None and not isinstance(value, list | dict)}
    return {key: plain[key] for key in plain if key not in (*_BOOKKEEPING, *left_out)} | date_columns(body.get("date"))


def _spoken(body: Mapping[str, Any], *stems: str) -> Values:
    return {f"{stem}_{language}": body[stem].get(language, "") for stem in stems for language in LANGUAGES}


def _citations(cited: Iterable[Values], numbers: Numbers, **of: Any) -> Iterator[Row]:
    for citation in cited:
        yield numbers.row("citations", {**_flat(citation), **of})


def _beside(page: Page, numbers: Numbers) -> Iterator[Row]:
    """Yield what any kind of record may have, and what has no table yet."""
    record = {"kind": page.kind, "record": page.id}
    for known in page.body.get("known_as", []):
        yield numbers.row("external_ids", {**record, **known})
    for residue in page.body.get("residue", []):
        lines = {name: residue[name] for name in ("path", "lines", "line", "version")}
        yield numbers.row("residue", {**record, **lines, "import": residue["batch"]})
    if came := page.body.get("imported"):
        told = {"import": came["batch"], "line": came["line"], "changed_since": came["touched"]}
        yield numbers.row("came_with_files", {**record, **told})
    for name, value in page.body.items():
        if isinstance(value, list | dict) and value and name not in _PARTS_WITH_TABLES:
            yield other_value(numbers, page.kind, page.id, name, value)


def other_value(numbers: Numbers, table: str, row: Any, name: str, value: Any) -> Row:
    """Return a value that has no column as a row of its own."""
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return numbers.row("other_values", {"table": table, "row": str(row), "name": name, "value": words})


def _event_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    for position, event in enumerate(page.body["events"], 1):
        concluded = event["conclusion"]
        told = {}
        if concluded:
            told = {"conclusion_reason": concluded["reason"], "concluded_by": concluded["by"]}
            told["concluded_on"] = concluded["on"] or None
        yield numbers.row(
            "events",
            {page.kind: page.id, "position": position, **_flat(event), "conclusion": bool(concluded), **told},
        )
        yield from _citations(event["citations"], numbers, event=numbers.last("events"))


def _person_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    shown = {key: page.card[key] for key in ("name", "reading", "born", "died")}
    yield "people", {"id": page.id, **shown, **_flat(page.body)}
    yield from _citations(page.body["citations"], numbers, person=page.id)
    for position, name in enumerate(page.body["names"], 1):
        yield numbers.row("names", {"person": page.id, "position": position, **_flat(name)})
        yield from _citations(name["citations"], numbers, name=numbers.last("names"))
    yield from _event_rows(page, numbers)
    for position, travel in enumerate(page.body["journey"], 1):
        yield numbers.row("travellers", {"person": page.id, "position": position, **_flat(travel, "code")})


def _family_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    yield "families", {"id": page.id, **_flat(page.body)}
    for role, members in (("partner", page.body["partners"]), ("child", page.body["children"])):
        for position, member in enumerate(members, 1):
            belongs = {"family": page.id, "person": member["person"], "position": position, "role": role}
            yield numbers.row("family_members", {**belongs, "pedigree": member.get("pedigree", "")})
            yield from _citations(member.get("citations", []), numbers, person=member["person"], family=page.id)
    yield from _event_rows(page, numbers)


def _stage_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    kind = STAGES.get(page.body["code"])
    known = {"type": kind.gedcom_type, "phase": kind.phase} if kind else {}
    yield "stages", {"id": page.id, **known, **_flat(page.body)}
    yield from _citations(page.body["citations"], numbers, stage=page.id)


def _place_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    body = page.body
    camp = {f"camp_{part}": value for part, value in (body["camp"] or {}).items()}
    listed = {"country": body["country_modern"], "kinds": ";".join(body["kinds"])}
    yield "places", {"id": page.id, **listed, **_flat(body, "country_modern"), **camp}
    for name in body["names"]:
        yield numbers.row("place_names", {"place": page.id, **_flat(name)})
    for parent in body["parents"]:
        yield numbers.row(
            "place_parents", {"place": page.id, "parent": parent["place"], **date_columns(parent["date"])}
        )


def _source_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    yield "sources", {"id": page.id, **_flat(page.body), "reliability": page.body["reliability"]["en"]}


def _archive_rows(page: Page, _numbers: Numbers) -> Iterator[Row]:
    yield "archives", {"id": page.id, **_flat(page.body)}


def _document_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    body = page.body
    fields = json.dumps(body["fields"], ensure_ascii=False, sort_keys=True) if body.get("fields") else ""
    yield "documents", {"id": page.id, **_flat(body), "fields": fields}
    for what in ("transcription", "translation"):
        for text in body.get(f"{what}s", []):
            yield numbers.row("document_texts", {"document": page.id, "what": what, **_flat(text)})
    for position, image in enumerate(body.get("images", []), 1):
        yield numbers.row("document_images", {"document": page.id, "position": position, **_flat(image)})
    for position, mention in enumerate(body["mentions"], 1):
        values = json.dumps(mention["values"], ensure_ascii=False, sort_keys=True) if mention["values"] else ""
        yield numbers.row("mentions", {"document": page.id, "position": position, **_flat(mention), "values": values})
        for person in mention["people"]:
            yield numbers.row("identifications", {"mention": numbers.last("mentions"), **_flat(person)})


def _history_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    body = page.body
    elsewhere = {f"external_{part}": value for part, value in (body["external"] or {}).items()}
    titles = _spoken(body, "title", "summary")
    yield (
        "histories",
        {"id": page.id, **titles, **elsewhere, **{key: body[key] for key in ("uid", "invented", "status")}},
    )
    for position, person in enumerate(body["people"], 1):
        yield numbers.row("history_people", {"history": page.id, "person": person, "position": position})
    for position, narrative in enumerate(body["narratives"], 1):
        yield numbers.row("narratives", {"history": page.id, "position": position, **_flat(narrative)})


def _chapter_rows(page: Page, numbers: Numbers) -> Iterator[Row]:
    body = page.body
    listed = {"stages": ";".join(body["stages"]), "sources": ";".join(body["sources"])}
    yield "chapters", {"id": page.id, **_flat(body), **_spoken(body, "title", "summary", "text"), **listed}
    for position, event in enumerate(body["events"], 1):
        titled = {**_spoken(event, "title"), **_flat(event)}
        yield numbers.row("chronicle_events", {"chapter": page.id, "position": position, **titled})
    for topic in body["topics"]:
        asked = {"number": topic["number"], **_spoken(topic, "question", "comment")}
        yield numbers.row("disputed_questions", {"chapter": page.id, **asked})
        for position, claim in enumerate(topic["claims"], 1):
            said = {"where_in_source": claim["where"], **_spoken(claim, "text"), **_flat(claim, "where")}
            asked_in = {"question": numbers.last("disputed_questions"), "position": position}
            yield numbers.row("claims", {**asked_in, **said})


_OF_KIND = {
    "person": _person_rows,
    "family": _family_rows,
    "stage": _stage_rows,
    "place": _place_rows,
    "source": _source_rows,
    "archive": _archive_rows,
    "document": _document_rows,
    "history": _history_rows,
    "chapter": _chapter_rows,
}
KINDS = tuple(_OF_KIND)
