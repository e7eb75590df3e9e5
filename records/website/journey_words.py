"""The journey in words: stages, roles, outcomes, how we know, why someone was separated."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from records.journeys.separation import SEPARATION_REASONS
from records.journeys.stages import STAGES
from records.website.language_words import Spoken, sentence
from records.website.reader_language import gettext
from records.website.reader_language import gettext_lazy as _

Words = str | Promise

# The codes are those of the edition; the words of the desk may differ, these are for readers.
OUTCOMES: dict[str, Words] = {
    "unknown": _("how it ended is not known"),
    "arrived": _("arrived"),
    "died": _("died"),
    "left_behind": _("left behind"),
    "separated": _("separated from the family"),
    "joined": _("joined here"),
    "born": _("born on the way"),
}
# Roles and transports are free words in the archive; these common ones are translated, others stay as entered.
ROLES: dict[str, Words] = {
    "child": _("child"),
    "resident": _("resident"),
    "soldier": _("soldier"),
    "head of family": _("head of family"),
    "deportee": _("deportee"),
    "prisoner": _("prisoner"),
    "passenger": _("passenger"),
    "emigrant": _("emigrant"),
    "orphan": _("orphan"),
    "nurse": _("nurse"),
    "cadet": _("cadet"),
    "applicant": _("applicant"),
    "refugee": _("refugee"),
    "pupil": _("pupil"),
    "repatriate": _("repatriate"),
    "volunteer": _("volunteer"),
    "policeman": _("policeman"),
    "driver": _("driver"),
    "air gunner": _("air gunner"),
    "wounded": _("wounded"),
    "aircraft mechanic": _("aircraft mechanic"),
    "labour battalion": _("labour battalion"),
    "depot storekeeper": _("depot storekeeper"),
    "boy seaman": _("boy seaman"),
    "wife": _("wife"),
    "husband": _("husband"),
    "mother": _("mother"),
    "father": _("father"),
    "teacher": _("teacher"),
}
TRANSPORTS: dict[str, Words] = {
    "train": _("by train"),
    "ship": _("by ship"),
    "cattle train": _("by cattle train"),
    "cart": _("by cart"),
    "on foot and train": _("on foot and by train"),
    "train and on foot": _("by train and on foot"),
    "raft": _("by raft"),
    "lorry": _("by lorry"),
    "on foot": _("on foot"),
    "aeroplane": _("by aeroplane"),
    "unknown": _("how they travelled is not known"),
}
# Outcomes that a reader must not overlook.
GRAVE = frozenset({"died", "left_behind", "separated"})


@dataclass(frozen=True, slots=True)
class PartTaken:
    """One person's part in a stage."""

    role: str
    outcome: str
    grave: bool
    documented: bool


def stage_label(code: str) -> str:
    """Return the name of a kind of stage."""
    return str(STAGES[code].label) if code in STAGES else code


def outcome_words(outcome: str, on_the_way: bool) -> str:
    """Return how a stage ended for somebody; an arrival needs no words.

    Who died in a train did not die where it was bound for.
    """
    if outcome == "died":
        return gettext("died on the way") if on_the_way else gettext("died here")
    return "" if outcome == "arrived" else str(OUTCOMES.get(outcome, outcome))


def part_taken(row: dict[str, Any]) -> PartTaken:
    """Word a traveller's role and outcome; an arrival needs no words."""
    outcome = "" if row["outcome"] == "arrived" else str(OUTCOMES.get(row["outcome"], row["outcome"]))
    return PartTaken(role_words(row["role"]), outcome, row["outcome"] in GRAVE, bool(row["documented"]))


def role_words(role: str) -> str:
    """Return a role in the reader's language where it is one of the common ones."""
    return str(ROLES.get(role, role))


def reason_words(reason: str) -> str:
    """Return why someone was separated or left behind."""
    return str(SEPARATION_REASONS.get(reason, reason)) if reason else ""


def transport_words(transport: str) -> str:
    """Return how people travelled."""
    return str(TRANSPORTS.get(transport, transport)) if transport else ""


def stage_title(title: str) -> Spoken:
    """Return the particular title of a stage, such as that of a train or a ship."""
    return sentence(title)
