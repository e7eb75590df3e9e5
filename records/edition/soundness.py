"""Whether an edition can be served: its tables are there and of this version, and its file can be read to the end."""

import sqlalchemy as sa

from records.edition.connection import EditionMissing, marks, reading, sqlite_path
from records.edition.tables import DAY


def edition_faults(url: str, *, thorough: bool = False) -> tuple[str, str]:
    """Return the day of the edition (ISO) and what is wrong with it, or ""; ``thorough`` reads every page of a file."""
    try:
        with reading(url) as edition:
            day = marks(edition).get(DAY, "")
            if not thorough or sqlite_path(url) is None:
                return day, ""
            faults = [str(row[0]) for row in edition.exec_driver_sql("PRAGMA quick_check(3)") if row[0] != "ok"]
            return day, "; ".join(faults)
    except EditionMissing as error:
        return "", str(error)
    except (sa.exc.SQLAlchemyError, OSError) as error:
        words = str(getattr(error, "orig", None) or error).splitlines()[0]
        return "", f"It cannot be read: {words}."
