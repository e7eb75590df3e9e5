"""When a name on a page with which nobody is identified may be shown: the page says that the person is dead, or a birth
so long ago that nobody born then lives."""

from django.conf import settings

from records.dates.day_numbers import from_day_number
from records.privacy.visibility import Viewer


def nobodys_name_may_be_shown(known_dead: bool | None, birth_year: int | None, who: Viewer) -> bool:
    """Decide about a name on a page that nobody was identified with."""
    if who.sees_all or known_dead:
        return True
    return birth_year is not None and from_day_number(who.today)[0] - birth_year > settings.PRESUMED_DEAD_AFTER_YEARS
