"""Search the published edition from the command line: one query, or a file with one query a line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.edition.connection import EditionConnection, edition_url, reading
from records.edition.search import Hit, search_people
from records.edition.search_query import read_query
from records.management.commands._failures import one_clear_sentence


class Command(BaseCommand):
    help = "Search people in the public edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="")
        parser.add_argument("--queries", help="a file with one query a line; needs --json")
        parser.add_argument("--limit", type=int, default=20)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        if not options["query"] and not options["queries"]:
            raise CommandError("Give a query, or a file of queries with --queries FILE --json.", returncode=1)
        if options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.", returncode=1)
        with reading(edition_url()) as connection:
            if options["queries"]:
                with Path(options["queries"]).open(encoding="utf-8") as lines:
                    for line in lines:
                        if line.strip():
                            self._answer(connection, line.strip(), options["limit"], as_json=True)
            else:
                self._answer(connection, options["query"], options["limit"], as_json=options["json"])

    def _answer(self, connection: EditionConnection, text: str, limit: int, *, as_json: bool) -> None:
        hits = search_people(connection, read_query(text), limit)
        if as_json:
            self.stdout.write(
                json.dumps({"query": text, "results": [_result(hit) for hit in hits]}, ensure_ascii=False)
            )
            return
        for hit in hits:
            dates = "–".join(filter(None, [hit.card["born"], hit.card["died"]]))
            self.stdout.write(f"{hit.score:5.2f}  {hit.card['name']}  {dates}  [{hit.id}]  {'; '.join(_words(hit))}")
        if not hits:
            self.stdout.write("Nobody found.")


def _result(hit: Hit) -> dict[str, Any]:
    return {"id": hit.id, "name": hit.card["name"], "score": round(hit.score, 3), "reasons": _words(hit)}


def _words(hit: Hit) -> list[str]:
    return [
        " ".join(
            filter(
                None,
                [
                    reason.code.replace("_", " "),
                    f"({reason.recorded} / {reason.sought})" if reason.recorded else reason.sought,
                ],
            )
        )
        for reason in hit.reasons
    ]
