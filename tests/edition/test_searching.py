"""A descendant's query finds the record, in whatever alphabet it stands, and says why."""

import json

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.edition.connection import reading
from records.edition.empty_answers import lists_searched
from records.edition.full_text import search_texts, text_keys
from records.edition.nearest_surnames import nearest_surnames
from records.edition.search import Found, Hit, search_other, search_people
from records.edition.search_query import read_query
from records.edition.wildcards import fits

ON_THE_CARD = "Ян Антонович Шиманский"


def find(url: str, text: str, **fields: str) -> list[Hit]:
    with reading(url) as connection:
        return search_people(connection, read_query(text, **fields), 10).hits


def names(hits: list[Hit]) -> list[str]:
    return [hit.card["name"] for hit in hits]


def codes(hit: Hit) -> dict[str, str]:
    return {reason.code: reason.recorded for reason in hit.reasons}


@pytest.mark.parametrize("text", ["", "   ", ",,,", "%_'\"--", "\x00", "🙂", "1941", "a" * 500, "*", "?", "nr 1", "±"])
def test_odd_queries_are_answered(demo_edition: str, text: str) -> None:
    with reading(demo_edition) as connection:
        search_people(connection, read_query(text))
        search_other(connection, text)
        search_texts(connection, text)


@given(st.text(max_size=60))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_searched_for(demo_edition: str, text: str) -> None:
    with reading(demo_edition) as connection:
        assert isinstance(search_people(connection, read_query(text), 3), Found)
        search_other(connection, text)


@pytest.mark.parametrize(
    "text",
    [
        "Shimansky Yan, father Anton, about 1912, Lvov",
        "Szymanski near Lwów",
        "Шиманский",
        "Jan Szymański 1911",
        "Szymanski Jan syn Antoniego",
        "Шиманский Ян Антонович 1911 ст. Львов",
        "Jan Szymański s. Antoniego",
        "J. Szymański 1911",
        "Szymański J. ur. 1911",
        "Szym?ński Jan",
        "Szyma* Jan 1911",
        "Szym[?]ński Jan",
        "Шиман* Ян",
        "Szymański, Lemberg",
        "Schimanski Johann aus Lemberg um 1911",
        "Шиманський Іван, Львів",
        "Szymański Jan born 1910-1912",
        "Szymański 1913±2 Jan",
        "nr 88-Ухт",
        "Jan Szymanski, released 1941, amnestia, 1911",
        "szymansky jan lwow",
        "Jan z Lwowa Szymański",
        "Jan Szymański, father Antoni",
    ],
)
def test_a_cyrillic_card_is_found_by_its_descendants(demo_edition: str, text: str) -> None:
    hits = find(demo_edition, text)
    assert ON_THE_CARD in names(hits[:2])
    assert all(hit.reasons for hit in hits)


def test_a_reason_names_both_spellings_and_the_source(demo_edition: str) -> None:
    best = find(demo_edition, "Shimansky Yan")[0]
    reason = next(reason for reason in best.reasons if reason.code == "surname_other_script")
    assert (reason.recorded, reason.sought, reason.detail) == ("Шиманский", "Shimansky", "russian")
    assert (reason.form, reason.script) == ("birth", "Cyrl")
    assert reason.source == "Release certificates (udostoverenia), collected copies"
    assert reason.source_id


def test_every_kind_of_evidence_is_a_reason(demo_edition: str) -> None:
    best = find(demo_edition, "Zarębska Helena née Lisowska, born 1903, husband Władysław, deported February 1940")[0]
    assert best.card["name"] == "Helena Zarębska"
    found = [reason.code for reason in best.reasons]
    assert found.count("surname_same_spelling") == 2
    assert {"given_same_spelling", "spouse", "year_same", "stage"} <= set(found)


def test_a_father_is_known_from_the_family(demo_edition: str) -> None:
    hit = next(hit for hit in find(demo_edition, "Szymański, father Antoni") if hit.card["name"] == "Michał Szymański")
    reason = next(reason for reason in hit.reasons if reason.code == "father")
    assert (reason.recorded, reason.detail) == ("", "family")


def test_a_look_alike_is_called_similar_and_comes_later(demo_edition: str) -> None:
    hits = find(demo_edition, "Sawycki")
    assert any(reason.code.startswith("similar_") or reason.code.startswith("surname_") for reason in hits[0].reasons)
    exact = find(demo_edition, "Sawicki")
    assert exact[0].score >= hits[0].score


def test_the_word_order_does_not_matter(demo_edition: str) -> None:
    assert [hit.id for hit in find(demo_edition, "Irena Zarębska")] == [
        hit.id for hit in find(demo_edition, "Zarębska Irena")
    ]


def test_swapped_fields_are_put_right(demo_edition: str) -> None:
    right = find(demo_edition, "", surname="Zarębska", given="Irena")
    swapped = find(demo_edition, "", surname="Irena", given="Zarębska")
    assert right[0].id == swapped[0].id


def test_who_bears_both_surnames_comes_first(demo_edition: str) -> None:
    assert names(find(demo_edition, "Zarębska née Lisowska"))[0] == "Helena Zarębska"


def test_a_place_alone_finds_who_was_there(demo_edition: str) -> None:
    assert find(demo_edition, "Tengeru")
    with reading(demo_edition) as connection:
        assert "place" in search_other(connection, "Pahlevi")
        assert search_other(connection, "Pachlewi")["place"][0][1]["name"] == "Pahlevi"


def test_a_given_name_and_a_place_of_the_journey_are_enough(demo_edition: str) -> None:
    assert names(find(demo_edition, "Franciszka Tengeru"))[0] == "Franciszka Nowakowa"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("חיה רוזנבלום", "Chaja Rozenblum"),
        ("kpt. Dąbrowski Bronisław 1915", "Bronisław Dąbrowski"),
        ("Зарембская Елена Иосифовна", "Helena Zarębska"),
        ("Walter Zarebski", "Władysław Zarębski"),
        ("Semeniuk Vasyl 1902", "Василь Семенюк"),
        ("Frances Nowak Tengeru", "Franciszka Nowakowa"),
        ("Whitlock Stefania", "Stefania Dąbrowska"),
        ("Siemashko Konstanty b. 1890", "Konstanty Siemaszko"),
    ],
)
def test_people_are_found_in_every_script_and_country(demo_edition: str, text: str, name: str) -> None:
    assert names(find(demo_edition, text))[0] == name


def test_a_stage_alone_finds_its_travellers(demo_edition: str) -> None:
    hits = find(demo_edition, "deported February 1940")
    assert hits
    assert all(codes(hit) == {"stage": "DEPORT_1"} for hit in hits)


def test_a_number_finds_the_paper_and_whom_it_names(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        found = search_other(connection, "nr 88-Ухт")
        hits = search_people(connection, read_query("", number="88-ухт")).hits
    assert len(found["document"]) == 1
    assert names(hits) == [ON_THE_CARD]


def test_a_facet_narrows(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        everyone = search_people(connection, read_query("Zarębski"))
        soldiers = search_people(connection, read_query("Zarębski", facets={"stage": "ITALY"}))
    assert 0 < soldiers.number < everyone.number


@pytest.mark.parametrize("text", ["Zarębska", "deported February 1940", "Szyma*", "1911"])
def test_the_parts_of_a_list_are_the_whole_list(demo_edition: str, text: str) -> None:
    query = read_query(text)
    with reading(demo_edition) as connection:
        whole = [hit.id for hit in search_people(connection, query, 400).hits]
        for size in (1, 3, 7):
            parts, after = [], ""
            while True:
                found = search_people(connection, query, size, after=after)
                parts += [hit.id for hit in found.hits]
                after = found.next
                if not after:
                    break
            assert parts == whole == found.ids


@pytest.mark.parametrize("after", ["x", "!!", "bnVsbA", "W10", "eyJhIjoxfQ", "WzEsMiwzXQ", "ä"])
def test_a_mark_that_is_none_is_the_beginning(demo_edition: str, after: str) -> None:
    with reading(demo_edition) as connection:
        found = search_people(connection, read_query("Zarębska"), 5, after=after)
    assert found.number


def test_longer_answers_take_no_more_queries(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        query = read_query("Zarębska Irena, near Lwów, deported February 1940")
        search_people(connection, query)
        asked: list[str] = []
        sa.event.listen(connection, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
        counts = []
        for limit in (1, 5, 50):
            asked.clear()
            search_people(connection, query, limit)
            counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2] <= 20


@pytest.mark.parametrize(
    ("pattern", "name", "does"),
    [
        ("Szym?ński", "Szymański", True),
        ("Szyma*", "Шиманская", True),
        ("Шиман*", "Szymański", True),
        ("Kowalsk?", "Kowalska", True),
        ("Szymański?", "Szymański", True),
        ("Szym?ski", "Szymański", False),
        ("[S/C]zymański", "Czymański", True),
        ("*mański", "Szymański", True),
    ],
)
def test_letters_may_be_left_open(pattern: str, name: str, does: bool) -> None:
    assert fits(pattern, name) is does


def test_the_words_of_histories_and_papers_are_found_where_they_stand(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        found = search_texts(connection, "pociąg")
        both = search_texts(connection, "Tengeru Ryszard")
        cyrillic = search_texts(connection, "удостоверение")
    assert found[0].match.casefold() == "pociąg"
    assert {hit.kind for hit in both} <= {"history", "document"} and both
    assert cyrillic


def test_a_long_text_is_found_by_its_first_words() -> None:
    keys = text_keys([" ".join(f"word{number}" for number in range(9000))])
    assert (len(keys), keys[0]) == (5000, "word0")
    assert text_keys(["Шиманский"]) == ["шиманский", "szymanski"]


def test_an_empty_answer_offers_names_and_says_what_was_searched(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        near = nearest_surnames(connection, "Zarembiński", 5)
        lists = lists_searched(connection)
    assert "zarebski" in [one.key for one in near]
    assert lists.indexed[0].people >= lists.indexed[-1].people > 0
    assert lists.archives_not_indexed


def test_many_citations_of_a_list_are_not_counted_to_the_end(demo_edition: str, monkeypatch) -> None:
    with reading(demo_edition) as connection:
        exact = lists_searched(connection).indexed
        monkeypatch.setattr("records.edition.empty_answers._COUNTED_TO", 2)
        counted = lists_searched(connection).indexed
    most = {one.id: one.people for one in exact}
    assert {one.id: (one.people, one.is_more) for one in counted} == {
        source: (min(people, 2), people > 2) for source, people in most.items()
    }
    assert not any(one.is_more for one in exact) and any(one.is_more for one in counted)


def test_the_command_says_why_in_sentences(demo_edition: str, tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    call_command("search", "Shimansky Yan, father Anton", "--limit", "1")
    said = capsys.readouterr().out
    assert "Шиманский is Shimansky in Russian spelling." in said
    assert "The father's name agrees: Антонович for Anton." in said
    call_command("search", "Qwxqwx Vbnvbn", "--born", "1912")
    said = capsys.readouterr().out
    assert "Nobody found." in said and "Most records of the deportees are not here." in said
    queries = tmp_path / "queries.txt"
    queries.write_text('Szymański\n\n{"surname": "Zarębska", "given": "Irena"}\n[1]\n', encoding="utf-8")
    call_command("search", "--queries", str(queries), "--limit", "1")
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == 3
    assert answers[1]["results"][0]["name"] == "Irena Zarębska"
