"""An entry is kept as JSON and comes back the same; what has no place is told, not lost."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from records.transcribing.entry import Decision, Entry, EntryPerson, NameRead, Written, from_plain, to_plain

TEXT = st.text(max_size=12)
KEY = st.none() | st.integers(1, 10**9)
WRITTEN = st.builds(Written, TEXT, TEXT, KEY)
VALUES = st.dictionaries(TEXT, WRITTEN, max_size=3)
DECISION = st.builds(Decision, TEXT, KEY, TEXT, TEXT, st.lists(st.integers(1, 99), max_size=3).map(tuple))
NAME_READ = st.builds(NameRead, TEXT, TEXT, TEXT, TEXT)
PERSON = st.builds(EntryPerson, TEXT, WRITTEN, NAME_READ, TEXT, TEXT, TEXT, VALUES, TEXT, DECISION)
ENTRY = st.builds(
    Entry,
    kind=TEXT,
    title=TEXT,
    date=WRITTEN,
    place=WRITTEN,
    fields=VALUES,
    people=st.lists(PERSON, max_size=3).map(tuple),
    source=KEY,
    collection=KEY,
    transcription=TEXT,
    status=TEXT,
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
LIKE_AN_ENTRY = st.dictionaries(
    st.sampled_from(["kind", "date", "fields", "people", "source", "unread", "pictures"]), ANYTHING
)


@settings(max_examples=60)
@given(ENTRY)
def test_an_entry_comes_back_from_json_the_same(entry: Entry) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(entry)))) == entry


@settings(max_examples=60)
@given(LIKE_AN_ENTRY)
def test_whatever_was_kept_is_read_and_stays_as_it_is_from_then_on(plain: dict) -> None:
    once = from_plain(plain)
    assert from_plain(json.loads(json.dumps(to_plain(once)))) == once


def test_what_has_no_place_is_told_by_its_path() -> None:
    entry = from_plain({"kind": "grave", "colour": "grey", "people": [{"role": "buried", "name": {"words": "N."}}]})
    assert dict(entry.unread) == {"colour": "grey", "people.0.name.words": "N."}
    assert to_plain(entry)["unread"] == {"colour": "grey", "people.0.name.words": "N."}
