"""Places with their names in other languages and times come in once, however many events name them."""

from pathlib import Path

import pytest

from records.importing.models import ExternalId, ImportBatch
from records.places.models import Place, PlaceName
from tests.importing.test_coming_again import counted, taken_in, undone

pytestmark = pytest.mark.usefixtures("empty_archive")

PLACE = """\
2 PLAC Lwów, lwowski, lwowskie, Polska
3 TRAN Львів, , ,
4 LANG uk-Cyrl
3 MAP
4 LATI N49.84
4 LONG E24.03
3 EXID LWOOWWKO09RU
4 TYPE https://gedcom.io/terms/v7/exid-type/GOV-ID
"""
PEOPLE = f"""\
0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 BIRT
{PLACE}1 DEAT
{PLACE}0 @I2@ INDI
1 BIRT
2 PLAC Kwitesa, , ,
3 _LOC @L1@
1 DEAT
2 PLAC Kwitesa, , ,
3 _LOC @L1@
0 @L1@ _LOC
1 _NAME Kwitesa
1 _NAME Квитеса
2 _LANG ru-Cyrl
2 _DATE FROM 1930 TO 1956
2 _TYPE official
1 _TYPE special_settlement
1 _MAP
2 LATI N60.5
2 LONG E60.25
1 _LOC @L2@
2 _DATE FROM 1938
1 _FIELD country today: RU
1 _FIELD run_by: NKVD
1 _NOTE In the forest
1 _UID 66666666-6666-4666-a666-666666666666
0 @L2@ _LOC
1 _NAME Obwód swierdłowski
1 _UID 77777777-7777-4777-a777-777777777777
0 TRLR
"""


def test_names_and_identifiers_of_a_place_are_taken_once(tmp_path: Path) -> None:
    report = taken_in(tmp_path, PEOPLE)
    lwow = Place.objects.get(name="Lwów")
    assert [(name.name, name.language, name.script) for name in lwow.names.all()] == [("Львів", "uk", "Cyrl")]
    assert ExternalId.objects.get(kind="place").value == "LWOOWWKO09RU"
    assert set(report.not_taken) == {"HEAD"}


def test_a_place_that_our_own_file_describes_comes_back_whole(tmp_path: Path) -> None:
    before = counted()
    report = taken_in(tmp_path, PEOPLE)
    place = Place.objects.get(name="Kwitesa")
    assert (str(place.uid)[:8], place.latitude, place.country_modern, place.note) == (
        "66666666",
        60.5,
        "RU",
        "In the forest",
    )
    name = place.names.get()
    assert (name.name, name.date_value, name.script) == ("Квитеса", "FROM 1930 TO 1956", "Cyrl")
    assert [entry.kind for entry in place.kinds.all()] == ["special_settlement"]
    assert place.camp.run_by == "NKVD"
    parent = place.parents.get()
    assert (parent.parent.name, parent.date_value) == ("Obwód swierdłowski", "FROM 1938")
    assert undone(report).kept == []
    assert counted() == before


def test_a_described_place_that_the_archive_has_is_not_doubled(tmp_path: Path) -> None:
    taken_in(tmp_path, PEOPLE)
    names = PlaceName.objects.count()
    taken_in(
        tmp_path, PEOPLE.replace("Kwitesa, , ,", "Posiołek Kwitesa").replace("0 HEAD", "0 HEAD\n1 NOTE x"), name="b.ged"
    )
    assert Place.objects.filter(name__contains="Kwitesa").count() == 1
    assert PlaceName.objects.count() == names
    assert ImportBatch.objects.count() == 2
