"""No judge finds anything in the exports of an archive of ten thousand people that is not explained."""

from pathlib import Path

import pytest

from tests.judges.conftest import FORMS_OF_TEN_THOUSAND
from tests.judges.explained_findings import unexplained
from tests.judges.panel import SLOW, panel_for
from tests.judges.programs import js_gedcom_says
from tests.judges.stripping import stripped


@pytest.mark.parametrize("form", FORMS_OF_TEN_THOUSAND)
def test_ten_thousand_people(ten_thousand_exports, form: str) -> None:
    path = ten_thousand_exports[form]
    said = {name: unexplained(name, judge(path)) for name, judge in panel_for(path).items() if name not in SLOW}
    assert not any(said.values()), said


def test_ten_thousand_people_without_our_tags(ten_thousand_exports, tmp_path: Path) -> None:
    rest = stripped(ten_thousand_exports["share-7.0:archive"], tmp_path)
    assert unexplained("js-gedcom", js_gedcom_says(rest)) == []
