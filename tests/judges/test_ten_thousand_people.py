"""No judge finds anything in the exports of an archive of ten thousand people that is not explained."""

import pytest

from tests.judges.conftest import FORMS_OF_TEN_THOUSAND
from tests.judges.explained_findings import unexplained
from tests.judges.panel import SLOW, panel_for


@pytest.mark.parametrize("form", FORMS_OF_TEN_THOUSAND)
def test_ten_thousand_people(ten_thousand_exports, form: str) -> None:
    path = ten_thousand_exports[form]
    panel = {name: judge for name, judge in panel_for(path).items() if name not in SLOW}
    assert {name: unexplained(name, judge(path)) for name, judge in panel.items()} == dict.fromkeys(panel, [])
