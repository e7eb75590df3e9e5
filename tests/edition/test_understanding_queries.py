"""What a reader types is understood: names, relatives, years, places, stages and numbers in any order and language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.edition.empty_answers import tried
from records.edition.query_words import codes_of
from records.edition.search_query import PersonQuery, read_query
from records.fixture_files import fixture_rows
from records.journeys.stages import STAGES

ROWS = list(fixture_rows("search", "queries.csv"))
LISTS = ("words", "places", "stages")
ONES = ("maiden", "father", "mother", "mother_maiden", "spouse", "number", "pattern")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_query_is_understood(row: dict[str, str]) -> None:
    query = read_query(row["text"])
    assert {name: "; ".join(getattr(query, name)) for name in LISTS} == {name: row[name] for name in LISTS}
    assert {name: getattr(query, name) for name in ONES} == {name: row[name] for name in ONES}
    assert str(query.year or "") == row["year"]
    assert query.years_around == int(row["years_around"] or 3)


def test_the_fields_of_the_form_outrank_the_text() -> None:
    query = read_query(
        "Szymanski 1900, father Jan, near Wilno", father="Antoni", place="Lwów", born="1912±2", stage="amnesty"
    )
    assert (query.father, query.places, query.year, query.years_around) == ("Antoni", ("Lwów",), 1912, 2)
    assert query.stages == ("AMNESTY",)


@pytest.mark.parametrize(
    ("typed", "father"),
    [("Antoniego", "Antoni"), ("Антонович", "Antoni"), ("Anton", "Anton"), ("Jan Maria", "Jan Maria"), ("Xyz", "Xyz")],
)
def test_a_father_may_be_typed_as_a_genitive_or_a_patronymic(typed: str, father: str) -> None:
    assert read_query("", father=typed).father == father


@pytest.mark.parametrize(
    ("stage", "codes"),
    [
        ("DEPORT_1", ("DEPORT_1",)),
        ("italy", ("ITALY",)),
        ("evacuation", ("EVAC_1", "EVAC_2", "EVAC_LAND")),
        ("armia Andersa", ("ENLIST_VOLGA", "ARMY_CENTRAL_ASIA")),
        ("First mass deportation", ("DEPORT_1",)),
        ("no such stage", ()),
    ],
)
def test_a_stage_is_given_by_code_phase_label_or_words(stage: str, codes: tuple[str, ...]) -> None:
    assert read_query("", stage=stage).stages == codes


def test_every_stage_word_names_stages_that_exist() -> None:
    for row in fixture_rows("search", "stage_words.csv"):
        assert codes_of(row["stages"]), row["phrase"]
        assert set(codes_of(row["stages"]).split(";")) <= set(STAGES)


def test_what_was_tried_is_told_part_by_part() -> None:
    query = read_query("Kowalska née Nowak, father Jan, about 1912, near Lwów, amnesty, nr 12345")
    assert tried(query) == [
        ("name", "Kowalska"),
        ("maiden", "Nowak"),
        ("father", "Jan"),
        ("place", "Lwów"),
        ("year", "1909–1915"),
        ("number", "12345"),
        ("stage", "AMNESTY"),
    ]


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read_query(text), PersonQuery)


WORDS = st.sampled_from(
    [
        "Szymański", "Jan", "Ян", "née", "z", "domu", "d.", "s.", "c.", "i", "father", "żona", "of", "from", "near",
        "Lwów", "*", "?", "*mański", "[?]", "1912", "12345", "AK", "12/41", "±", ",", ";", "(", ")", "born", "ur.",
        "lutym", "1940", "deported", "Anders", "between", "and", "około", "№", "#", "†", "Tengeru", "mother", "J.",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14))
def test_any_order_of_words_can_be_read(words: list[str]) -> None:
    query = read_query(" ".join(words))
    assert all(query.words) and all(query.places)
