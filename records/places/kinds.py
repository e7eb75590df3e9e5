"""The kinds of place in the gazetteer. Add a kind: one entry here, no migration."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACE_KINDS: dict[str, str | Promise] = {
    "wojewodztwo": _("voivodeship"),
    "powiat": _("county (powiat)"),
    "home_town": _("home town"),
    "powiat_seat": _("county seat"),
    "village": _("village"),
    "settlement": _("settlers' colony (osada)"),
    "parish": _("parish"),
    "exile_region": _("region of exile"),
    "second_exile_region": _("region of second exile"),
    "special_settlement": _("special settlement (posiołek)"),
    "special_settlement_rayon": _("district of special settlements"),
    "special_settlement_region": _("region of special settlements"),
    "kolkhoz": _("kolkhoz"),
    "labour_camp": _("labour camp"),
    "mine": _("mine"),
    "prison": _("prison"),
    "pow_camp": _("prisoner-of-war camp"),
    "execution_site": _("execution site"),
    "rail_station": _("railway station"),
    "river_port": _("river port"),
    "port": _("port"),
    "evacuation_port": _("evacuation port"),
    "evacuation_route": _("evacuation route"),
    "border_crossing": _("border crossing"),
    "transit": _("transit point"),
    "transit_camp": _("transit camp"),
    "recruitment": _("recruitment point"),
    "army_hq": _("army headquarters"),
    "army_division": _("army division"),
    "army_garrison": _("garrison"),
    "army_centre": _("army centre"),
    "training_centre": _("training centre"),
    "cadet_school": _("cadet school"),
    "delegation": _("embassy delegation"),
    "embassy": _("embassy"),
    "refugee_settlement": _("refugee settlement"),
    "orphanage": _("orphanage"),
    "school": _("school"),
    "hospital": _("hospital"),
    "battle": _("battlefield"),
    "cemetery": _("cemetery"),
    "prc_camp": _("resettlement camp"),
    "resettlement": _("place of resettlement"),
    "dp_camp": _("displaced persons camp"),
    "care_home": _("care home"),
    "archive": _("archive"),
    "other": _("other"),
}

# Where people were held, sheltered or assembled: these places have camp details.
CAMP_KINDS = frozenset(
    {
        "special_settlement",
        "special_settlement_rayon",
        "labour_camp",
        "mine",
        "prison",
        "pow_camp",
        "transit_camp",
        "army_division",
        "army_garrison",
        "army_hq",
        "army_centre",
        "training_centre",
        "cadet_school",
        "refugee_settlement",
        "orphanage",
        "prc_camp",
        "dp_camp",
        "recruitment",
    }
)


def place_kind_choices() -> list[tuple[str, str | Promise]]:
    """Return the kinds for a form, most specific wording included."""
    return list(PLACE_KINDS.items())
