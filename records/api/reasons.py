"""The reasons for a hit in English sentences, as the API gives them beside the codes."""

from records.edition.search import Reason
from records.journeys.stages import STAGES
from records.names.comparison import NameReason

_SENTENCES = {
    "father": "The father's name agrees: {sought}.",
    "mother": "The mother's name agrees: {sought}.",
    "spouse": "The name of the husband or wife agrees: {sought}.",
    "year_same": "The year of birth agrees: {recorded}.",
    "year_near": "Born close to {sought}: {recorded}.",
    "number": "The number stands in the papers: {sought}.",
}
_NAMES = ("surname", "similar", "given")


def in_english(reason: Reason) -> str:
    """Say a reason in an English sentence."""
    group, _under, code = reason.code.partition("_")
    if group in _NAMES and code:
        return _of_name(group, NameReason(code, reason.recorded, reason.sought, reason.detail))
    if reason.code == "stage":
        name = STAGES[reason.recorded].gedcom_type if reason.recorded in STAGES else reason.recorded
        return f"Was on this stage of the journey: {name}."
    if reason.code == "place":
        far = f", {reason.detail} km from {reason.sought}" if reason.detail.isdecimal() else ""
        inside = f", which belongs to {reason.sought}" if reason.detail == "inside" else ""
        return f"Was at {reason.recorded}{far}{inside}."
    template = _SENTENCES.get(reason.code, "Agrees with what was asked: {sought}.")
    return template.format(recorded=reason.recorded, sought=reason.sought)


def _of_name(group: str, reason: NameReason) -> str:
    try:
        words = reason.in_words()
    except KeyError:
        words = f"{reason.recorded} fits {reason.sought}."
    return f"Only similar: {words}" if group == "similar" else words
