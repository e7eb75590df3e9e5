"""Search the published edition from the command line: one query, or a file with one query a line."""

import json
import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from records.edition.connection import EditionConnection, edition_url, reading
from records.edition.empty_answers import lists_searched
from records.edition.nearest_surnames import nearest_surnames
from records.edition.search import Hit, search_people
from records.edition.search_query import PersonQuery, read_query
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._search_sentences import reason_sentence, tried_sentence

_FIELDS = ("surname", "given", "maiden", "father", "mother", "spouse", "born", "place", "number", "stage")
_NEAREST = 8


class Command(OperatorCommand):
    help = "Search people in the public edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="", help="words in any order: names, née, father, place, year")
        for field in _FIELDS:
            parser.add_argument(f"--{field}", default="", help=f"outranks what the words say of the {field}")
        parser.add_argument("--queries", help="a file with one query a line, as text or as JSON; - reads from input")
        parser.add_argument("--limit", type=int, default=20)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        asked = {"query": options["query"], **{field: options[field] for field in _FIELDS}}
        if not any(asked.values()) and not options["queries"]:
            raise CommandError("Give a query, or a file of queries with --queries FILE --json.", returncode=1)
        if options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.", returncode=1)
        with reading(edition_url()) as connection:
            if options["queries"]:
                self._answer_all(connection, options["queries"], options["limit"])
            elif options["json"]:
                self._answer_as_json(connection, asked, options["limit"])
            else:
                self._answer(connection, asked, options["limit"])

    def _answer_all(self, connection: EditionConnection, name: str, limit: int) -> None:
        with nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    self._answer_as_json(connection, _asked(line.strip()), limit)

    def _answer_as_json(self, connection: EditionConnection, asked: dict[str, str], limit: int) -> None:
        query = _query(asked)
        found = search_people(connection, query, limit)
        answer: dict[str, Any] = {key: value for key, value in asked.items() if value}
        answer |= {"found": found.number, "results": [_result(hit) for hit in found.hits]}
        # A line of a file may bring more, such as a number of its own: it comes back, and is named as not searched.
        if unknown := sorted(asked.keys() - {"query", *_FIELDS}):
            answer["not_searched"] = unknown
        if not found.number:
            answer["nearest"] = [
                {"surname": text, "people": people} for text, people in _nearest_names(connection, query)
            ]
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _answer(self, connection: EditionConnection, asked: dict[str, str], limit: int) -> None:
        query = _query(asked)
        found = search_people(connection, query, limit)
        for hit in found.hits:
            dates = "–".join(filter(None, [hit.card["born"], hit.card["died"]]))
            self.stdout.write(f"{hit.score:6.2f}  {hit.card['name']}  {dates}  [{hit.id}]")
            for reason in hit.reasons:
                self.stdout.write(f"        {reason_sentence(reason)}")
        if not found.number:
            self._say_nobody(connection, query)

    def _say_nobody(self, connection: EditionConnection, query: PersonQuery) -> None:
        self.stdout.write("Nobody found.")
        for line in tried_sentence(query):
            self.stdout.write(f"Tried: {line}")
        near = _nearest_names(connection, query)
        if near:
            self.stdout.write(
                "The nearest names here: " + ", ".join(f"{text} ({people})" for text, people in near) + "."
            )
        lists = lists_searched(connection)
        self.stdout.write(
            f"Searched: {len(lists.indexed)} sources, such as "
            + "; ".join(source.title for source in lists.indexed[:3])
            + ". Most records of the deportees are not here."
            if lists.indexed
            else "This edition cites no source yet."
        )


def _asked(line: str) -> dict[str, str]:
    """Read one line of a file of queries; what is not a JSON object is a query in words."""
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        return {"query": line}
    return {str(key): "" if text is None else str(text) for key, text in value.items()}


def _query(asked: dict[str, str]) -> PersonQuery:
    fields: dict[str, Any] = {field: asked.get(field, "") for field in _FIELDS}
    return read_query(asked.get("query", ""), **fields)


def _nearest_names(connection: EditionConnection, query: PersonQuery) -> list[tuple[str, int]]:
    words = [word for word in (query.surname, query.maiden, *query.words) if word][:2]
    near = [one for word in words for one in nearest_surnames(connection, word, _NEAREST)]
    near.sort(key=lambda one: -one.closeness)
    return list({one.key: (one.text, one.people) for one in near}.values())[:_NEAREST]


def _result(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "name": hit.card["name"],
        "born": hit.card["born"],
        "died": hit.card["died"],
        "score": round(hit.score, 3),
        "reasons": [reason_sentence(reason) for reason in hit.reasons],
        "evidence": [{key: value for key, value in asdict(reason).items() if value} for reason in hit.reasons],
    }
