"""Judging the fragments as they are written: every record that goes out was checked by the rules of its version."""

from records.gedcom.problems import ProblemLog
from records.gedcom.structure_trees import TreeBuilder
from records.gedcom.validating.record_checking import check_record

# By this name the loss report finds them.
FAULTS = "faults"


class FragmentJudge:
    """Judges one fragment after another: the tags it has met make it twice as quick with the next."""

    def __init__(self) -> None:
        self._log = ProblemLog()
        self._builders = {seven: TreeBuilder(self._log, seven=seven) for seven in (True, False)}

    def faults_in(self, text: str, *, seven: bool) -> int:
        """Return how many errors the records of a fragment have."""
        before, version = self._log.total, "7.0" if seven else "5.5.1"
        errors = sum(
            finding.severity == "error"
            for record, _text in self._builders[seven].trees([text])
            for finding in check_record(record, version)
        )
        return errors + self._log.total - before
