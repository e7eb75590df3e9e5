"""The stages of the journey: their order, outer and typical bounds, and their name in GEDCOM.

Taken from fixtures/reference/stages.csv, where each row names its sources; a test holds the two together.
Outer bounds serve warnings only, never rejections. Add a stage: one entry here and one row there, no migration.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.dates.historical_date import HistoricalDate
from records.dates.iso import from_iso


@dataclass(frozen=True)
class Stage:
    """A kind of stage. Bounds are ISO dates, empty where open; ``gedcom_type`` is the fixed English TYPE."""

    code: str
    label: str | Promise
    order: int
    phase: str
    earliest: str
    latest: str
    typical_from: str
    typical_to: str
    gedcom_type: str

    def outer_bounds(self) -> tuple[int | None, int | None]:
        """Return the first and last day (Julian Day Numbers) at which this stage is thinkable."""
        return _first(self.earliest), _last(self.latest)

    def typical_bounds(self) -> tuple[int | None, int | None]:
        """Return the first and last day at which this stage was usual."""
        return _first(self.typical_from), _last(self.typical_to)


def _first(iso: str) -> int | None:
    return _reading(iso).earliest


def _last(iso: str) -> int | None:
    return _reading(iso).latest


def _reading(iso: str) -> HistoricalDate:
    return from_iso(iso)


PHASES: dict[str, str | Promise] = {
    "home": _("at home"),
    "war": _("war and occupation"),
    "captivity": _("captivity"),
    "deportation": _("deportation"),
    "exile": _("exile"),
    "release": _("release and journey south"),
    "army": _("the army"),
    "evacuation": _("evacuation"),
    "refuge": _("places of refuge"),
    "stayed": _("those who stayed"),
    "after": _("after the war"),
}

# fmt: off
_STAGES = (
    Stage(
        'PREWAR', _('Pre-war life in the Second Republic'), 10, 'home', '', '1939-09-17',
        '1918-11-11', '1939-08-31', 'Pre-war life',
    ),
    Stage(
        'SEPT_CAMPAIGN', _('September campaign 1939'), 20, 'war', '1939-09-01', '1939-10-06',
        '1939-09-01', '1939-10-06', 'September campaign',
    ),
    Stage(
        'REFUGEE_FLIGHT', _('Flight eastwards as a refugee (bieżeniec)'), 25, 'war', '1939-09-01', '1940-06-29',
        '1939-09', '1939-11', 'Refugee flight',
    ),
    Stage(
        'SOVIET_OCCUPATION', _('Life under Soviet occupation at home'), 30, 'war', '1939-09-17', '1941-07-15',
        '1939-09-17', '1941-06-22', 'Life under Soviet occupation',
    ),
    Stage(
        'ARREST', _('Arrest by the NKVD'), 40, 'captivity', '1939-09-17', '1956-12-31',
        '1939-09-17', '1941-06-30', 'Arrest',
    ),
    Stage(
        'PRISON', _('Prison, investigation'), 45, 'captivity', '1939-09-17', '1956-12-31',
        '1939-09-17', '1941-12', 'Imprisonment',
    ),
    Stage(
        'POW_CAMP', _('Prisoner-of-war camp in the USSR'), 50, 'captivity', '1939-09-19', '1942-01-31',
        '1939-09-22', '1941-09-15', 'Prisoner-of-war camp',
    ),
    Stage(
        'KATYN', _('Murdered in the Katyn massacre'), 55, 'captivity', '1940-04-03', '1940-12-31',
        '1940-04-03', '1940-05-31', 'Katyn massacre',
    ),
    Stage(
        'DEPORT_0', _('Removal of refugees to eastern Belarus and Ukraine, autumn 1939'), 60,
        'deportation', '1939-10-01', '1940-01-31',
        '1939-10', '1939-11', 'Deportation (autumn 1939)',
    ),
    Stage(
        'DEPORT_1', _('First mass deportation'), 61, 'deportation', '1940-02-01', '1940-03-31',
        '1940-02-10', '1940-02-13', 'Deportation (first, February 1940)',
    ),
    Stage(
        'DEPORT_2', _('Second mass deportation'), 62, 'deportation', '1940-04-09', '1940-05-31',
        '1940-04-13', '1940-04-15', 'Deportation (second, April 1940)',
    ),
    Stage(
        'DEPORT_3', _('Third mass deportation'), 63, 'deportation', '1940-06-28', '1940-08-31',
        '1940-06-29', '1940-07-06', 'Deportation (third, June 1940)',
    ),
    Stage(
        'DEPORT_4', _('Fourth mass deportation'), 64, 'deportation', '1941-05-21', '1941-07-31',
        '1941-05-22', '1941-06-22', 'Deportation (fourth, 1941)',
    ),
    Stage(
        'RED_ARMY_DRAFT', _('Drafted to the Red Army or a labour battalion (strojbat)'), 66,
        'captivity', '1940-01-01', '1945-12-31',
        '1940-09', '1944', 'Red Army draft',
    ),
    Stage(
        'EXILE_SETTLEMENT', _('Special settlement (specposiołek)'), 70, 'exile', '1940-02-10', '1942-12-31',
        '1940-02-20', '1941-10-31', 'Special settlement',
    ),
    Stage(
        'EXILE_KOLKHOZ', _('Exile on a kolkhoz or sovkhoz'), 71, 'exile', '1940-04-13', '1946-12-31',
        '1940-04-25', '1941-12', 'Exile on a kolkhoz',
    ),
    Stage(
        'LABOUR_CAMP', _('Corrective labour camp (ITL, Gulag)'), 72, 'captivity', '1939-10-01', '1956-12-31',
        '1940-01', '1941-12', 'Labour camp',
    ),
    Stage(
        'CHILDRENS_HOME', _("Soviet or Polish children's home"), 73, 'exile', '1940-02-10', '1948-12-31',
        '1940', '1946', "Children's home",
    ),
    Stage(
        'AMNESTY', _("Release under the 'amnesty'"), 80, 'release', '1941-07-30', '1943-04-25',
        '1941-08-12', '1941-12-31', 'Release ("amnesty")',
    ),
    Stage(
        'JOURNEY_SOUTH', _('Journey south to the army'), 90, 'release', '1941-08-12', '1942-08-31',
        '1941-09', '1942-03', 'Journey south',
    ),
    Stage(
        'SECOND_EXILE', _('Second exile on Central Asian kolkhozes'), 100, 'release', '1941-09-01', '1946-12-31',
        '1941-10', '1942-08', 'Second exile',
    ),
    Stage(
        'ENLIST_VOLGA', _('Enlistment at Buzuluk, Totskoye, Tatishchevo'), 110, 'army', '1941-08-19', '1942-02-25',
        '1941-09-01', '1942-01-15', 'Military service (enlistment, Volga)',
    ),
    Stage(
        'ARMY_CENTRAL_ASIA', _('Polish Army in Central Asia'), 111, 'army', '1942-01-15', '1942-09-12',
        '1942-01-15', '1942-08-31', 'Military service (Central Asia)',
    ),
    Stage(
        'CADETS', _("Junak cadets and girls' school (SMO)"), 112, 'army', '1941-09-12', '1948-12-31',
        '1942-02', '1947', 'Cadet school',
    ),
    Stage(
        'EVAC_1', _('First evacuation Krasnovodsk to Pahlevi'), 120, 'evacuation', '1942-03-24', '1942-04-10',
        '1942-03-24', '1942-04-05', 'Evacuation (first)',
    ),
    Stage(
        'EVAC_2', _('Second evacuation Krasnovodsk to Pahlevi'), 121, 'evacuation', '1942-08-05', '1942-09-05',
        '1942-08-10', '1942-09-01', 'Evacuation (second)',
    ),
    Stage(
        'EVAC_LAND', _('Overland evacuation Ashgabat to Mashhad'), 122, 'evacuation', '1942-03-12', '1943-12-31',
        '1942-03-12', '1942-09-30', 'Evacuation (overland)',
    ),
    Stage(
        'IRAN', _('Iran: transit camps, Tehran, Isfahan, Ahvaz'), 130, 'refuge', '1942-03-12', '1946-12-31',
        '1942-03-25', '1945-10', 'Refugee settlement (Iran)',
    ),
    Stage(
        'IRAQ', _('Iraq'), 131, 'refuge', '1942-04-01', '1947-12-31',
        '1942-09', '1943-08', 'Stay in Iraq',
    ),
    Stage(
        'PALESTINE', _('Palestine'), 132, 'refuge', '1940-01-01', '1948-05-15',
        '1942-04', '1947', 'Stay in Palestine',
    ),
    Stage(
        'EGYPT', _('Egypt'), 133, 'refuge', '1940-01-01', '1948-12-31',
        '1942-09', '1947', 'Stay in Egypt',
    ),
    Stage(
        'LEBANON', _('Lebanon'), 134, 'refuge', '1939-10-01', '1950-12-31',
        '1943', '1950', 'Refugee settlement (Lebanon)',
    ),
    Stage(
        'INDIA', _('India and Karachi'), 135, 'refuge', '1942-03-01', '1948-12-31',
        '1942-07', '1948', 'Refugee settlement (India)',
    ),
    Stage(
        'AFRICA_EAST', _('East Africa'), 136, 'refuge', '1942-08-01', '1952-12-31',
        '1942-08', '1950', 'Refugee settlement (East Africa)',
    ),
    Stage(
        'AFRICA_SOUTH', _('Rhodesias and South Africa'), 137, 'refuge', '1941-01-01', '1950-12-31',
        '1943-02', '1948', 'Refugee settlement (Southern Africa)',
    ),
    Stage(
        'MEXICO', _('Mexico (Santa Rosa)'), 138, 'refuge', '1943-06-24', '1947-12-31',
        '1943-07-01', '1946-12', 'Refugee settlement (Mexico)',
    ),
    Stage(
        'NEW_ZEALAND', _('New Zealand (Pahiatua)'), 139, 'refuge', '1944-10-31', '1949-12-31',
        '1944-11-01', '1949-04', 'Refugee settlement (New Zealand)',
    ),
    Stage(
        'ARMY_EAST', _('Polish Army in the East'), 140, 'army', '1942-09-12', '1943-12-31',
        '1942-09-12', '1943-07-21', 'Military service (Army in the East)',
    ),
    Stage(
        'TRANSFER_UK', _('Transfer to forces in Britain (army, air force, navy)'), 141,
        'army', '1942-04-01', '1945-12-31',
        '1942-10', '1944', 'Military service (transfer to Britain)',
    ),
    Stage(
        'ITALY', _('2nd Corps, Italian campaign'), 150, 'army', '1943-12-01', '1945-05-02',
        '1944-01', '1945-04-21', 'Military service (Italian campaign)',
    ),
    Stage(
        'ITALY_POSTWAR', _('Italy after the war'), 151, 'after', '1945-05-02', '1946-12-31',
        '1945-05', '1946-10', 'Stay in Italy after the war',
    ),
    Stage(
        'PRC', _('Polish Resettlement Corps'), 160, 'after', '1946-05-01', '1949-12-31',
        '1946-09', '1949', 'Polish Resettlement Corps',
    ),
    Stage(
        'UK_CAMP', _('Camp or hostel in Britain'), 161, 'after', '1946-01-01', '1970-12-31',
        '1946', '1959', 'Camp or hostel in Britain',
    ),
    Stage(
        'DP_CAMP', _('Displaced persons camp in Germany or Austria'), 162, 'after', '1945-04-01', '1957-12-31',
        '1945', '1951', 'Displaced persons camp',
    ),
    Stage(
        'STAYED_USSR', _('Remained in the USSR after September 1942'), 170, 'stayed', '1942-09-02', '',
        '1942-09', '1946-07', 'Remained in the USSR',
    ),
    Stage(
        'FORCED_PASSPORT', _('Forced Soviet passport (paszportyzacja)'), 171, 'stayed', '1943-01-16', '1943-06-30',
        '1943-03', '1943-05', 'Forced Soviet passport',
    ),
    Stage(
        'BERLING', _('Polish Army under Soviet command (Berling)'), 172, 'army', '1943-05-06', '1945-05-09',
        '1943-05', '1945-05', 'Military service (Berling army)',
    ),
    Stage(
        'REPAT_1', _('First repatriation from the USSR'), 180, 'after', '1944-09-01', '1948-12-31',
        '1946-02', '1946-07', 'Repatriation (first)',
    ),
    Stage(
        'REPAT_MID', _('Returns between the two repatriations'), 181, 'after', '1948-01-01', '1954-12-31',
        '1948', '1954', 'Repatriation (1948-54)',
    ),
    Stage(
        'REPAT_2', _('Second repatriation'), 182, 'after', '1955-01-01', '1959-12-31',
        '1956', '1959', 'Repatriation (second)',
    ),
    Stage(
        'EMIGRATION', _('Onward emigration and settlement'), 190, 'after', '1945-05-08', '',
        '1947', '1955', 'Onward emigration',
    ),
    Stage(
        'NATURALISATION', _('Naturalisation'), 200, 'after', '1946-01-01', '',
        '1948', '1965', 'Naturalisation after the journey',
    ),
)
# fmt: on
STAGES: dict[str, Stage] = {stage.code: stage for stage in _STAGES}
STAGE_OF_GEDCOM_TYPE: dict[str, Stage] = {stage.gedcom_type.casefold(): stage for stage in _STAGES}

# Nothing can follow these for the same person (rule P6).
TERMINAL_STAGES = frozenset({"KATYN"})
# Stages that may overlap each other for one person (rule P3).
MAY_OVERLAP = (
    frozenset({"AMNESTY", "JOURNEY_SOUTH", "SECOND_EXILE", "ENLIST_VOLGA"}),
    frozenset({"IRAN", "ARMY_EAST", "ARMY_CENTRAL_ASIA", "EVAC_1", "EVAC_2"}),
)
DEPORTATIONS = ("DEPORT_0", "DEPORT_1", "DEPORT_2", "DEPORT_3", "DEPORT_4")


def stage_choices() -> list[tuple[str, str | Promise]]:
    """Return the stages for a form, in the order of the journey."""
    return [(stage.code, stage.label) for stage in sorted(_STAGES, key=lambda stage: stage.order)]
