"""Charts and kinship: who is in them, where they lead, what they say; bounded, and the same as a list."""

import re
import sqlite3
from pathlib import Path

import pytest
from django.test import Client

from records.edition.family_ties import ChildOf, Partnership
from records.website.chart_people import MOST_BOXES, ancestors, descendants, descent_of, people_of
from tests.website.conftest import PERSON, one_id, parent_of


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def _boxes(text: str) -> list[str]:
    return re.findall(r'class="chart-box[^"]*" href="/\w\w/people/(\w+)/"', text)


def _listed(text: str) -> list[str]:
    return re.findall(r'href="/\w\w/people/(\w+)/"', text[text.index('class="chart-list"') :])


@pytest.mark.parametrize("kind", ["ancestors", "descendants", "hourglass"])
def test_the_list_has_the_people_of_the_picture(client: Client, demo_archive: Path, demo_edition: str, kind) -> None:
    person = one_id(demo_archive, "person", PERSON)
    for someone in (person, parent_of(demo_archive, person)):
        text = _text(client, f"/en/people/{someone}/chart/?kind={kind}")
        if "chart-view" in text:
            assert set(_boxes(text)) == set(_listed(text)) and someone in _boxes(text)


@pytest.mark.parametrize(
    "query", ["kind=x", "generations=99", "generations=-1", "generations=0", "generations=²", "%00"]
)
def test_odd_questions_have_plain_answers(client: Client, demo_archive: Path, demo_edition: str, query: str) -> None:
    person = one_id(demo_archive, "person", PERSON)
    for kind in ("ancestors", "descendants", "hourglass", "relatives"):
        _text(client, f"/en/people/{person}/chart/?kind={kind}&{query}")
    for page in ("chart", "kinship"):
        assert client.get(f"/en/people/nobody/{page}/").status_code == 404


def test_a_person_leads_to_the_charts(client: Client, demo_archive: Path, demo_edition: str) -> None:
    person = one_id(demo_archive, "person", PERSON)
    text = _text(client, f"/en/people/{person}/")
    assert f"/en/people/{person}/chart/?kind=hourglass" in text and f"/en/people/{person}/kinship/" in text


@pytest.mark.parametrize(
    ("language", "there", "back"),
    [
        ("en", "(father|mother)", "(son|daughter)"),
        ("pl", "(ojciec|matka)", "(syn|córka)"),
        ("de", "(Vater|Mutter)", "(Sohn|Tochter)"),
    ],
)
def test_a_kinship_in_words_both_ways(
    client: Client, demo_archive: Path, demo_edition: str, language, there, back
) -> None:
    person = one_id(demo_archive, "person", PERSON)
    text = _text(client, f"/{language}/people/{person}/kinship/?to={parent_of(demo_archive, person)}")
    assert re.search(f"<dd>{there}</dd>.*<dd>{back}</dd>", text, re.S)
    assert len(_boxes(text)) >= 2 and 'class="kin-steps"' in text


def test_the_other_person_is_found_by_name_without_a_script(
    client: Client, demo_archive: Path, demo_edition: str
) -> None:
    person = one_id(demo_archive, "person", PERSON)
    text = _text(client, f"/en/people/{person}/kinship/?q=Nowak")
    links = re.findall(rf'href="(/en/people/{person}/kinship/\?to=\w+)"', text)
    assert links and "noindex" in text
    assert "No kinship is recorded here" in _text(client, links[0])
    assert "Nobody is recorded under this name" in _text(client, f"/en/people/{person}/kinship/?q=Xyzzy")


def test_the_same_person_and_nobody(client: Client, demo_archive: Path, demo_edition: str) -> None:
    person = one_id(demo_archive, "person", PERSON)
    assert "This is the same person." in _text(client, f"/en/people/{person}/kinship/?to={person}")
    assert "not in this archive" in _text(client, f"/en/people/{person}/kinship/?to=nobody")


def test_relatives_stand_in_groups_with_words(client: Client, demo_archive: Path, demo_edition: str) -> None:
    person = one_id(demo_archive, "person", PERSON)
    text = _text(client, f"/pl/people/{person}/chart/?kind=relatives")
    words = re.findall(r'class="kin-word">([^<]+)<', text)
    assert {"matka", "żona", "syn", "córka"} <= set(words)


def test_brothers_and_sisters_without_parents_are_found(client: Client, own_edition: Path) -> None:
    person = one_id(own_edition, "person", PERSON)
    with sqlite3.connect(own_edition) as connection:
        family, *_rest = connection.execute(
            "SELECT family_id FROM tie WHERE person_id = ? AND part = 'child'", (person,)
        ).fetchone()
        connection.execute("DELETE FROM tie WHERE family_id = ? AND part = 'partner'", (family,))
        other = one_id(own_edition, "person", "Nowak")
        connection.execute("INSERT INTO tie VALUES (?, 'child', ?, 9, 'birth')", (family, other))
    text = _text(client, f"/en/people/{person}/chart/?kind=relatives")
    assert other in text and "Brothers and sisters" in text
    assert "parents not recorded" in _text(client, f"/en/people/{person}/kinship/?to={other}")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "step by step"), ("pl", "krok po kroku"), ("de", "Schritt für Schritt")],
)
def test_whom_no_line_joins_a_way_over_families_does(
    client: Client, own_edition: Path, language: str, words: str
) -> None:
    person = one_id(own_edition, "person", PERSON)
    others = [one_id(own_edition, "person", name) for name in ("Nowak", "Adler", "Kagan")]
    with sqlite3.connect(own_edition) as connection:
        # Invented here: three families in a row, each joined to the next by a marriage.
        for number, (one, other) in enumerate(zip([person, *others], others, strict=False)):
            rows = [(f"W{number}aaaaaaaaaaa", "partner", somebody) for somebody in (one, other)]
            connection.executemany("INSERT INTO tie VALUES (?, ?, ?, 0, 'birth')", rows)
    text = _text(client, f"/{language}/people/{person}/kinship/?to={others[-1]}")
    way = text[text.index('class="kin-steps"') :]
    assert words in text and re.findall(r'href="/\w\w/people/(\w+)/"', way)[:4] == [person, *others]


def _many(number: int) -> tuple[list[ChildOf], list[Partnership]]:
    children = [ChildOf("F", f"c{place}", "birth", 1) for place in range(number)]
    return children, [Partnership("root", "F", "wife")]


def test_a_wide_chart_is_capped_and_says_how_many_more() -> None:
    root = descendants("root", descent_of(*_many(100)), 3)
    assert len(people_of(root)) == MOST_BOXES
    assert root.more + len(root.branches) == 100 and root.more == 42
    assert {branch.at for branch in root.branches} == {1}


def test_partners_count_as_boxes_too() -> None:
    children, couples = _many(100)
    couples += [Partnership(child.child, f"G{child.child}", f"w{child.child}") for child in children]
    root = descendants("root", descent_of(children, couples), 3)
    assert len(people_of(root)) == MOST_BOXES and len(root.branches) == 29


def test_ancestors_end_where_the_generations_do() -> None:
    from records.kinship.pedigree import Birth

    pedigree = {"a": [Birth("F", "birth", ("b", "c"))], "b": [Birth("G", "birth", ("d", "e"))]}
    root = ancestors("a", pedigree, 1)
    assert [(branch.person, branch.more) for branch in root.branches] == [("b", 2), ("c", 0)]
    assert people_of(ancestors("a", pedigree, 2)) == ["a", "b", "c", "d", "e"]
