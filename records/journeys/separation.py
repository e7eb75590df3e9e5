"""Why people were separated or excluded on the way. Add a reason: one entry here, no migration."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEPARATION_REASONS: dict[str, str | Promise] = {
    "too_sick": _("too sick to travel"),
    "left_at_station": _("left at a station"),
    "missed_train": _("missed the train"),
    "died_on_route": _("died on the way"),
    "conscripted": _("conscripted elsewhere"),
    "camp_refused": _("the camp refused or hid the news"),
    "nationality": _("refused as of another nationality after 1 December 1941"),
    "special_case": _("kept as a special case, under investigation"),
    "too_late": _("arrived too late for the army"),
    "childrens_home": _("child in a Soviet home"),
    "chose_to_stay": _("chose to stay"),
    "unknown": _("reason not known"),
}


def separation_choices() -> list[tuple[str, str | Promise]]:
    """Return the reasons for being excluded or separated, for a form."""
    return list(SEPARATION_REASONS.items())
