"""How many people are likely behind the records: estimated in the archive, carried over as plain figures."""

import json

import sqlalchemy as sa

from records.edition import writing as write
from records.edition.tables import ESTIMATE
from records.privacy.counted_records import estimate_to_show
from records.privacy.visibility import Viewer


def carry_estimate(connection: sa.Connection, who: Viewer) -> bool:
    """Write the last estimate into an edition, and say whether it is another than before.

    It counts what the public may see: an edition that holds everything tells nothing of it.
    """
    shown = None if who.sees_all else estimate_to_show()
    words = json.dumps(shown, sort_keys=True) if shown else ""
    if write.info(connection, ESTIMATE) == words:
        return False
    write.set_info(connection, **{ESTIMATE: words})
    return True
