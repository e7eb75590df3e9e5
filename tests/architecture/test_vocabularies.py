"""Every stage and every kind of document has its label, its wording, a fixture and a form in GEDCOM."""

import json

import pytest

from records.documents.kinds import DOCUMENT_KINDS, misfit_fields
from records.fixture_files import fixture_path, fixture_rows
from records.journeys.stages import PHASES, STAGES

ROWS = {row["code"]: row for row in fixture_rows("reference", "stages.csv")}


def test_the_code_and_the_reference_data_know_the_same_stages() -> None:
    assert set(STAGES) == set(ROWS)


@pytest.mark.parametrize("code", sorted(STAGES))
def test_a_stage_is_what_its_sourced_row_says(code: str) -> None:
    stage, row = STAGES[code], ROWS[code]
    assert (str(stage.label), stage.order) == (row["label_en"], int(row["order"]))
    assert (stage.earliest, stage.latest, stage.typical_from, stage.typical_to) == (
        row["earliest"],
        row["latest"],
        row["typical_from"],
        row["typical_to"],
    )
    assert row["source"]
    assert stage.phase in PHASES


def test_no_two_stages_share_their_gedcom_type() -> None:
    types = [stage.gedcom_type.casefold() for stage in STAGES.values()]
    assert len(types) == len(set(types))


def test_the_demonstration_holds_every_stage_and_kind_of_document() -> None:
    stages = json.loads(fixture_path("demo", "stages.json").read_text(encoding="utf-8"))
    assert set(STAGES) - {row["code"] for row in stages} == set()
    documents = json.loads(fixture_path("demo", "documents.json").read_text(encoding="utf-8"))
    shown = {row["kind"] for row in documents}
    # A treaty and "other" have no page of a family.
    assert set(DOCUMENT_KINDS) - shown <= {"treaty", "other"}
    assert [
        (row["key"], misfit_fields(row["kind"], row["fields"]))
        for row in documents
        if misfit_fields(row["kind"], row["fields"])
    ] == []
    assert all(kind.gedcom_title for kind in DOCUMENT_KINDS.values())
