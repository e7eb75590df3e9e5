"""What speaks for and against two records being one person, in words: a sentence for each step of each comparison."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.drawing.waterfall import Waterfall, waterfall
from records.linkage.proposals import Proposal
from records.linkage.scoring import Part, Scored
from records.people.models import Person

Words = str | Promise

# What is compared, as the waterfall names it.
_ABOUT: dict[str, Words] = {
    "surname": _("surname"),
    "maiden": _("maiden name"),
    "given": _("given name"),
    "father": _("father"),
    "mother": _("mother"),
    "spouse": _("husband or wife"),
    "children": _("children"),
    "birth": _("birth"),
    "place": _("home"),
    "journey": _("journey"),
    "sex": _("sex"),
    "list": _("same list"),
    "generation": _("senior or junior"),
    "telling": _("how much is told"),
    "rivals": _("rivals"),
    "family": _("families"),
    "found": _("found through a third"),
    "others": _("others surely the same"),
    "likely_others": _("others likely the same"),
}
_SENTENCES: dict[tuple[str, str], Words] = {
    ("surname", "same"): _("The surname is the same, apart from script, grammar and spelling."),
    ("surname", "sounds_same"): _("The surname sounds the same."),
    ("surname", "by_maiden_name"): _("The surname of one is the maiden name of the other."),
    ("surname", "one_letter"): _("The surname differs in one sound."),
    ("surname", "two_letters"): _("The surname differs in two sounds."),
    ("surname", "other_of_a_woman"): _("The surname is another; she may have married."),
    ("surname", "otherwise"): _("The surname is another."),
    ("maiden", "same"): _("The maiden name is the same."),
    ("maiden", "one_letter"): _("The maiden name differs in one sound."),
    ("maiden", "otherwise"): _("The maiden name is another."),
    ("given", "same"): _("The given name is the same, in whatever language."),
    ("given", "may_be_same"): _("The given names may be forms of one name, or one is a second name."),
    ("given", "initial"): _("The initial of the given name fits."),
    ("given", "twins"): _("Born on one day, of one surname, but called otherwise: twins."),
    ("given", "one_letter"): _("The given name differs in one sound."),
    ("given", "otherwise"): _("The given name is another."),
    ("father", "same"): _("The father is called the same."),
    ("father", "may_be_same"): _("The father may be called the same."),
    ("father", "father_and_son"): _("One may be the son of the other: of one name, and the father is called so."),
    ("father", "otherwise"): _("The father is called otherwise."),
    ("mother", "same"): _("The mother is called the same."),
    ("mother", "may_be_same"): _("The mother may be called the same."),
    ("mother", "otherwise"): _("The mother is called otherwise."),
    ("spouse", "same"): _("The husband or wife is called the same."),
    ("spouse", "may_be_same"): _("The husband or wife may be called the same."),
    ("spouse", "otherwise"): _("The husband or wife is called otherwise."),
    ("children", "some_same"): _("A child is called the same."),
    ("children", "otherwise"): _("No child is called the same."),
    ("birth", "same_day"): _("Born on the same day."),
    ("birth", "other_calendar"): _("Born on the same day, told in the other calendar (12 or 13 days apart)."),
    ("birth", "slip_in_date"): _("The dates of birth differ as by a slip of the pen."),
    ("birth", "other_day"): _("Born in the same year, on other days."),
    ("birth", "same_year"): _("The years of birth agree."),
    ("birth", "next_year"): _("The years of birth are one apart."),
    ("birth", "three_years"): _("The years of birth are up to three apart."),
    ("birth", "seven_years"): _("The years of birth are up to seven apart."),
    ("birth", "under_a_generation"): _("The years of birth are far apart."),
    ("birth", "a_generation"): _("The years of birth are a generation apart."),
    ("place", "same"): _("The same home or birthplace."),
    ("place", "same_district"): _("A home or birthplace in the same district."),
    ("place", "same_region"): _("A home or birthplace in the same region."),
    ("place", "otherwise"): _("Another home or birthplace."),
    ("journey", "two_places_at_once"): _("They were in two places on one day, or one lived when the other was dead."),
    ("journey", "same_stay"): _("They were at the same place."),
    ("journey", "same_transport"): _("They were in the same train."),
    ("journey", "other_transport"): _("They were in different trains."),
    ("journey", "nothing_against"): _("Nothing in their journeys speaks against it."),
    ("sex", "same"): _("Both are men, or both women."),
    ("sex", "otherwise"): _("One is a man, the other a woman."),
    ("list", "same"): _("Both stand on one list, which names each once as a rule."),
    ("list", "another"): _("They stand on different lists."),
    ("generation", "same"): _("Both are called senior, or both junior."),
    ("generation", "otherwise"): _("One is called senior, the other junior."),
    ("telling", "day_and_father"): _("Both tell the day of birth and the father: namesakes would be told apart."),
    ("telling", "day"): _("Both tell the day of birth."),
    ("telling", "year_and_father"): _("Both tell the year of birth and the father."),
    ("telling", "year"): _("Both tell no more than the year of birth: namesakes may share it."),
    ("telling", "father"): _("Both tell the father, and no birth."),
    ("telling", "nothing"): _("Neither the birth nor the father is told by both: namesakes would look like this."),
    ("rivals", "fit_as_well"): _("Others on the same list fit as well."),
    ("family", "same_spouse_or_child"): _("A husband, wife or child of the one is surely that of the other."),
    ("family", "same_parent"): _("A parent of the one is surely that of the other."),
    ("family", "same_sibling"): _("A brother or sister of the one is surely that of the other."),
    ("found", "through_a_third"): _("Both are likely the same as a third record."),
    ("others", "agree"): _("All who are surely the same as one fit the other well."),
    ("others", "speak_for"): _("Those who are surely the same as one fit the other, too."),
    ("others", "say_little"): _("Those who are surely the same as one say little of the other."),
    ("others", "speak_against"): _("Somebody who is surely the same as one fits the other badly."),
    ("others", "contradict"): _("Somebody who is surely the same as one cannot be the other."),
    ("others", "none"): _("No other record is surely the same as either."),
    ("likely_others", "agree"): _("All who are likely the same as one fit the other well."),
    ("likely_others", "speak_for"): _("Those who are likely the same as one fit the other, too."),
    ("likely_others", "say_little"): _("Those who are likely the same as one say little of the other."),
    ("likely_others", "speak_against"): _("Somebody who is likely the same as one fits the other badly."),
    ("likely_others", "contradict"): _("Somebody who is likely the same as one cannot be the other."),
}
# What neither speaks for one person nor against: how much is told, and where nothing was found. In the picture only.
_NO_REASONS = {("telling", ""), ("journey", "nothing_against"), ("others", "none"), ("list", "another")}
# Of a name this much rarer than usual it is said.
_RARE = 3.0
_LITTLE = 0.05


@dataclass(frozen=True, slots=True)
class ReasonSaid:
    """One reason: its sentence, its bits, and whether it speaks for one person."""

    sentence: str
    bits: float
    is_for: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A proposal in words, the heaviest reason first, and as a picture."""

    percent: str
    certain: bool
    again: bool
    reasons: Sequence[ReasonSaid]
    picture: Waterfall


def sentence_of(part: Part) -> str:
    """Return what a part says; of a rare name, that it is rare."""
    words = str(_SENTENCES.get((part.comparison, part.step), f"{part.comparison}: {part.step}"))
    rare = gettext("It is a rare one.")
    return f"{words} {rare}" if part.rarity >= _RARE else words


def explained(proposal: Proposal) -> Explained:
    """Put a proposal into words."""
    parts = [part for part in proposal.told() if abs(part.weight + part.rarity) >= _LITTLE]
    reasons = reasons_of(parts)
    bars = [(str(_ABOUT.get(part.comparison, part.comparison)), _bits(part)) for part in parts]
    picture = waterfall((gettext("any two records"), proposal.start), bars, gettext("together"))
    return Explained(percent_of(proposal.probability), proposal.certain, proposal.again, reasons, picture)


def reasons_of(parts: Sequence[Part]) -> list[ReasonSaid]:
    """Return a sentence for each part that is a reason, in their order."""
    saying = [part for part in parts if not {(part.comparison, part.step), (part.comparison, "")} & _NO_REASONS]
    return [ReasonSaid(sentence_of(part), round(_bits(part), 1), _bits(part) >= 0) for part in saying]


def told_parts(pair: Scored) -> list[Part]:
    """Return the parts of a pair just weighed that say something, the heaviest first."""
    return sorted((part for part in pair.parts if abs(_bits(part)) >= _LITTLE), key=lambda part: -abs(_bits(part)))


def percent_of(probability: float) -> str:
    """Return a probability in percent, never 100: nothing is surer than a person's decision."""
    return gettext("over 99.9 %") if probability > 0.999 else f"{number_format(100 * probability, 1)} %"


def _bits(part: Part) -> float:
    return part.weight + part.rarity


def words_with_birth(person: Person) -> str:
    """Return the name, and when born as far as it came along with the person (``people_seen``)."""
    born = " / ".join(dict.fromkeys(one.date_text or one.date_value for one in getattr(person, "births", ())))
    return f"{person} · {born}" if born else str(person)
