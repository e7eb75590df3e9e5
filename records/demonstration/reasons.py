"""Why a name on an invented paper is that person: told by what really agrees between the two, and by nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records.names.comparing import compare_surnames
from records.names.given_names import given_name_sets
from records.names.given_sets import father_numbers, given_set_numbers
from records.people.models import Event, FamilyChild, FamilyPartner, Person
from records.places.models import Place

_COUNTS = {1: "one year", 2: "two years", 3: "three years"}


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A name as a paper has it, the year of birth beside it, who else of the archive is on it, where it was made."""

    as_written: str
    birth_year: int | None
    others: Sequence[Person]
    place: Place | None


def reason_of(paper: OnPaper, person: Person) -> str:
    """Return the reason in English: what agrees, what differs, who of the family stands beside, where it was."""
    words = [word for word in paper.as_written.replace(",", " ").split() if len(word) > 1]
    agree = [*_names(words, person), *(["the father's name"] if _father(words, person) else [])]
    years = _years(person)
    if paper.birth_year in years:
        agree.append("the year of birth")
    sentences = [f"{_listed(agree)} {'agrees' if len(agree) == 1 else 'agree'} with what is recorded."] if agree else []
    if paper.birth_year and years and paper.birth_year not in years:
        apart = min(abs(paper.birth_year - year) for year in years)
        sentences.append(f"The year of birth is {_COUNTS.get(apart, f'{apart} years')} off.")
    beside = _of_the_family(paper.others, person)
    if beside:
        sentences.append("Others of the family stand on the same paper.")
    if paper.place and person.travels.filter(stage__place=paper.place).exists():
        sentences.append("The paper is from a place where this person is known to have been.")
    return " ".join(sentences) or "The family says so; nothing on the paper decides it."


def _listed(parts: Sequence[str]) -> str:
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return told[:1].upper() + told[1:]


def _names(words: Sequence[str], person: Person) -> list[str]:
    """Return which parts of the name agree: in any spelling and alphabet, short forms of given names included."""
    names = list(person.names.all())
    surnames = {name.surname for name in names if name.surname}
    given = {one for name in names for word in name.given.split() for one in given_name_sets(word)}
    found = []
    if any(compare_surnames(surname, word).same_name for surname in surnames for word in words):
        found.append("the surname")
    if any(given.intersection(given_name_sets(word)) for word in words):
        found.append("the first name")
    return found


def _father(words: Sequence[str], person: Person) -> bool:
    fathers = Person.objects.filter(
        sex="M", partnerships__family__in=FamilyChild.objects.filter(person=person).values("family")
    )
    known = {number for father in fathers for name in father.names.all() for number in given_set_numbers(name.given)}
    return any(known.intersection(father_numbers(word)) for word in words[1:])


def _years(person: Person) -> set[int]:
    dates = [event.date_value for event in Event.objects.filter(person=person, kind="birth")]
    return {int(word) for date in dates for word in date.split() if word.isdigit() and len(word) == 4}


def _of_the_family(others: Iterable[Person], person: Person) -> bool:
    """Tell whether any of these people stands in a family of this person."""
    families = {
        *FamilyPartner.objects.filter(person=person).values_list("family_id", flat=True),
        *FamilyChild.objects.filter(person=person).values_list("family_id", flat=True),
    }
    in_them = {
        *FamilyPartner.objects.filter(family__in=families).values_list("person_id", flat=True),
        *FamilyChild.objects.filter(family__in=families).values_list("person_id", flat=True),
    }
    return any(other.pk in in_them and other.pk != person.pk for other in others)
