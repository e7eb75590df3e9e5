"""What stands before, behind and between a name: ranks and titles, a maiden name, a word that tells apart."""

import re

import pytest

from records.documents.kinds import DOCUMENT_KINDS
from records.fixture_files import fixture_path
from records.names.maiden_names import read_name_text
from records.names.oblique_cases import read_oblique
from records.names.oblique_surnames import called_at_birth
from records.transcribing.claims import names_of_person
from records.transcribing.entry import EntryPerson, Written
from records.transcribing.name_proposals import propose_names

TITLES = [
    ("plut. Jan Kowalski", "plut.", "Kowalski", "Jan"),
    ("szer. Kowalski Jan", "szer.", "Kowalski", "Jan"),
    ("st. strz. Jan Kowalski", "st. strz.", "Kowalski", "Jan"),
    ("st.strz. Kowalski Jan", "st.strz.", "Kowalski", "Jan"),
    ("kpr. pchor. Jan Kowalski", "kpr. pchor.", "Kowalski", "Jan"),
    ("Kowalski Jan, plut.", "plut.", "Kowalski", "Jan"),
    ("Kowalski Jan ppor.", "ppor.", "Kowalski", "Jan"),
    ("kapral Jan Kowalski", "kapral", "Kowalski", "Jan"),
    ("gen. bryg. Jan Kowalski", "gen. bryg.", "Kowalski", "Jan"),
    ("ks. kan. Jan Nowak", "ks. kan.", "Nowak", "Jan"),
    ("dr inż. Jan Nowak", "dr inż.", "Nowak", "Jan"),
    ("mgr Anna Nowak", "mgr", "Nowak", "Anna"),
    ("hr. Adam Potocki", "hr.", "Potocki", "Adam"),
    ("o. Jan Kowalski", "o.", "Kowalski", "Jan"),
    ("s. Maria Nowak", "s.", "Nowak", "Maria"),
    ("Szer. Kowalski", "Szer.", "Kowalski", ""),
    ("ряд. Ковальский Ян", "riad.", "Kowalski", "Jan"),
    ("O. Kowalski", "", "Kowalski", "O."),
    ("S. Kowalski", "", "Kowalski", "S."),
    ("Major Jan", "", "Major", "Jan"),
    ("Kapral Jan", "", "Kapral", "Jan"),
    ("Jan Kowalski s. Antoniego", "", "Kowalski", "Jan"),
]
AT_BIRTH = [
    *(("Kowalskich", "Kowalska"), ("Nowaków", "Nowak"), ("Mazurków", "Mazurek"), ("Kowalskiej", "Kowalska")),
    *(("Kowalska", "Kowalska"), ("Nowak", "Nowak"), ("Lis", "Lis"), ("Wielgo", "Wielgo"), ("", "")),
    *(("Вишневской", "Вишневская"), ("Ковальчук", "Ковальчук"), ("von Plater", "von Plater")),
]


@pytest.mark.parametrize(("text", "prefix", "surname", "given"), TITLES)
def test_a_rank_or_title_is_kept_beside_the_name(text: str, prefix: str, surname: str, given: str) -> None:
    read = propose_names(text)[0].read
    assert (read.prefix, read.surname, read.given) == (prefix, surname, given)


@pytest.mark.parametrize(("written", "called"), AT_BIRTH)
def test_a_maiden_name_is_read_as_one_was_called(written: str, called: str) -> None:
    assert called_at_birth(written) == called


def test_a_maiden_name_within_the_name_is_a_name_of_its_own() -> None:
    person = EntryPerson("listed", Written("Annie z Kowalskich Nowakowej"))
    found = [(one.kind, one.surname, one.given) for one in names_of_person(DOCUMENT_KINDS["train_list"], person)]
    assert found == [("document", "Nowakowa", "Anna"), ("birth", "Kowalska", "Anna")]


def test_a_word_that_tells_apart_is_a_remark() -> None:
    read = read_name_text("mała Krysia Nowak")
    assert (read.given, read.surname, read.remarks) == ("Krysia", "Nowak", ("mała",))


def test_no_surname_alone_in_the_nominative_is_turned() -> None:
    surnames = fixture_path("names", "surnames.txt").read_text(encoding="utf-8").split()
    # The others of the list are partly names that clerks declined.
    nominative = [one for one in surnames if re.search(r"(?:[sc]k[ia]|icz|[aeiu]k|ko)$", one)]
    read = {one: read_oblique([one.title()]) for one in nominative}
    assert [one for one, found in read.items() if found is not None and found.sure] == []
