"""No judge finds anything in what goes out that is not explained: the demonstration and a thousand people."""

import pytest

from tests.judges.conftest import FORMS, FORMS_OF_A_THOUSAND
from tests.judges.explained_findings import unexplained
from tests.judges.panel import OF_FIVE, OF_SEVEN, panel_for, version_of

CASES = [(form, judge) for form in FORMS for judge in (OF_FIVE if form.startswith("share-5.5.1") else OF_SEVEN)]


@pytest.mark.parametrize(("form", "judge"), CASES)
def test_the_demonstration(demo_exports, form: str, judge: str) -> None:
    path = demo_exports[form]
    assert unexplained(judge, panel_for(path)[judge](path)) == []


@pytest.mark.parametrize("form", FORMS_OF_A_THOUSAND)
def test_a_thousand_people(thousand_exports, form: str) -> None:
    path = thousand_exports[form]
    said = {name: unexplained(name, judge(path)) for name, judge in panel_for(path).items()}
    assert not any(said.values()), said


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_of_the_version_it_is_named_after(demo_exports, form: str) -> None:
    assert version_of(demo_exports[form]) == ("5.5.1" if form.startswith("share-5.5.1") else "7.0")


def test_a_file_that_nobody_changed_goes_back_to_its_archive_as_it_came(thousand_exports) -> None:
    assert version_of(thousand_exports["archive:archive"]) == "5.5.1"
