"""Judging the fragments as they are written: every record that goes out was checked by the rules of its version."""

from records.gedcom.problems import ProblemLog
from records.gedcom.structure_trees import TreeBuilder
from records.gedcom.validating.record_checking import check_record

# By this name the loss report finds them.
FAULTS = "faults"


def faults_in(text: str, *, seven: bool) -> int:
    """Return how many errors the records of a fragment have."""
    log = ProblemLog()
    version = "7.0" if seven else "5.5.1"
    errors = sum(
        finding.severity == "error"
        for record, _text in TreeBuilder(log, seven=seven).trees([text])
        for finding in check_record(record, version)
    )
    return errors + log.total
