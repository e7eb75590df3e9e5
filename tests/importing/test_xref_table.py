"""Pointers of every making lead to the record that bears them first."""

from hypothesis import given
from hypothesis import strategies as st

from records.importing.xref_table import NOBODY, XrefTable

XREFS = st.lists(
    st.one_of(
        st.integers(0, 5000).map(lambda number: f"@I{number}@"),
        st.integers(0, 5000).map(lambda number: f"@I{number:05d}@"),
        st.text(st.characters(codec="ascii", exclude_characters="@\n"), min_size=1, max_size=12).map("@{}@".format),
        st.sampled_from(["@P0zk3v9qz7m2a@", "@I99999999999@", "@٣@", "@I٣@", "@1@", "@01@", "@x1@", "@X1@"]),
    ),
    max_size=60,
)


@given(XREFS, XREFS)
def test_a_pointer_leads_to_the_first_record_that_bears_it(borne: list[str], others: list[str]) -> None:
    table = XrefTable()
    for xref in borne:
        table.add(xref)
    table.finish()
    for xref in (*borne, *others):
        assert table.get(xref) == (borne.index(xref) if xref in borne else NOBODY)


def test_an_empty_table_knows_nobody() -> None:
    table = XrefTable()
    table.finish()
    assert [table.get(words) for words in ("", "@I1@", "I")] == [NOBODY] * 3


def test_words_that_are_no_pointer_lead_nowhere() -> None:
    table = XrefTable()
    for number in range(1, 30):
        table.add(f"@I{number}@")
    table.finish()
    for words in ("", "@", "@I", "I1", "@I12", "@I1@x", "@I-1@", "@I 1@", "Jan Kowalski"):
        assert table.get(words) == NOBODY
