"""An edition as JSON-LD: in the words of schema.org, everything else explained, without the living."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from records.edition.connection import edition_url, reading
from records.edition.counting import counts
from records.exporting.json_ld_nodes import OWN
from records.fixture_files import fixture_rows
from tests.exporting.edition_exports import CANARIES, exported  # noqa: F401

EXPLAINED = {f"{OWN}{row['term']}" for row in fixture_rows("exporting", "json_ld_terms.csv")}


def graph(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["@graph"]


def parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from parts(part)


@pytest.mark.parametrize("audience", ["public", "archive"])
def test_every_record_is_a_node_and_every_own_term_is_explained(exported, audience) -> None:  # noqa: F811
    nodes = graph(exported("json-ld", audience))
    with reading(edition_url(audience)) as connection:
        assert len(nodes) == sum(counts(connection).values()) + 2
    used = {name for node in nodes for part in parts(node) for name in part if name.startswith(OWN)}
    assert used <= EXPLAINED
    told = {term["termCode"] for term in nodes[1]["hasDefinedTerm"]}
    assert told == EXPLAINED


def test_every_node_has_a_name_of_its_own(exported) -> None:  # noqa: F811
    names = [node["@id"] for node in graph(exported("json-ld"))]
    assert len(set(names)) == len(names)


def test_people_and_sources_that_are_named_are_in_the_file(exported) -> None:  # noqa: F811
    nodes = graph(exported("json-ld"))
    held = {node["@id"] for node in nodes}
    named = {part["@id"] for node in nodes for part in parts(node) if set(part) == {"@id"}}
    assert {name for name in named - held if name.split("/")[0] in ("person", "source", "family", "stage")} == set()


def test_a_person_is_told_in_the_words_of_schema_org(exported) -> None:  # noqa: F811
    people = [node for node in graph(exported("json-ld")) if node["@type"] == "Person"]
    whole = [person for person in people if {"birthDate", "birthPlace", "deathDate", "familyName"} <= set(person)]
    assert whole
    assert all(person["identifier"].startswith("urn:uuid:") for person in people)


def test_a_line_is_a_node(exported) -> None:  # noqa: F811
    lines = exported("json-ld").read_text(encoding="utf-8").splitlines()
    assert lines[1] == '"@graph": ['
    assert all(json.loads(line.removesuffix(","))["@type"] for line in lines[2:-1])


def test_no_one_private_is_in_the_public_file(exported) -> None:  # noqa: F811
    text = exported("json-ld").read_text(encoding="utf-8")
    assert "Zarębska" in text
    assert [name for name in CANARIES if name in text] == []


def test_two_exports_of_one_edition_are_the_same_bytes(exported) -> None:  # noqa: F811
    assert exported("json-ld", name="one").read_bytes() == exported("json-ld", name="two").read_bytes()
