"""A way in which two people are related: in words both ways, as a picture, and step by step."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from records.edition.queries import Card
from records.kinship.chains import Link
from records.kinship.kin import Kin
from records.kinship.relation import Relation
from records.kinship.words import kin_words, relation_words
from records.website.chart_words import BoxLine, Chart, InChart, drawn, in_chart
from records.website.language_words import Spoken
from records.website.person_words import PersonWords, person_words
from records.website.reader_language import gettext as _
from records.website.reader_language import page_language


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way, or two where the common forebears stand together, and what each is to the one before."""

    people: list[tuple[PersonWords, str]]


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what the second is to the first, the first to the second, the picture and the steps.

    ``unclear``: one parent is recorded for both, and nothing says whether the other is the same.
    """

    there: str
    back: str
    chart: Chart
    steps: list[Step]
    unclear: bool


def way_of(kin: Kin, cards: Mapping[str, Card]) -> Way:
    """Put one way into words and a picture; ``cards`` holds everyone on it."""
    sexes = {person: str(card["sex"]) for person, card in cards.items()}
    language = page_language()
    return Way(
        kin_words(kin, sexes, language),
        kin_words(kin.back, sexes, language),
        _picture(kin, cards),
        list(_steps(kin, cards, sexes)),
        bool(kin.line and kin.line.unclear),
    )


def everyone_on(ways: Sequence[Kin]) -> list[str]:
    """Return everyone on these ways."""
    found: dict[str, None] = {}
    for kin in ways:
        inner = kin.line.people if kin.line else ()
        found |= dict.fromkeys((kin.first, kin.before, *inner, kin.after, kin.second))
    return [person for person in found if person]


def chain_of(first: str, chain: Sequence[Link], cards: Mapping[str, Card]) -> list[Step]:
    """Put a way over families into words, step by step; ``cards`` holds everyone on it."""
    steps = [Step([(person_words(first, cards[first]), "")])]
    for link in chain:
        card = cards[link.person]
        sex = str(card["sex"]) if card["sex"] in ("M", "F") else "U"
        steps.append(Step([(person_words(link.person, card), relation_words(link.relation(sex), page_language()))]))
    return steps


# What the next on a way is to the one before: a parent, a child, a partner.
_NEXT: dict[str, Callable[[str], Relation]] = {
    "up": lambda sex: Relation(up=sex),
    "down": lambda sex: Relation(down=sex),
    "partner": lambda sex: Relation(before=sex),
}


def _steps(kin: Kin, cards: Mapping[str, Card], sexes: Mapping[str, str]) -> Iterator[Step]:
    def step(people: Sequence[str], sign: str) -> Step:
        named = []
        for person in people:
            sex = sexes[person] if sexes[person] in ("M", "F") else "U"
            named.append((person_words(person, cards[person]), relation_words(_NEXT[sign](sex), page_language())))
        return Step(named)

    yield Step([(person_words(kin.first, cards[kin.first]), "")])
    if kin.before:
        yield step([kin.before], "partner")
    line = kin.line
    if line is None:
        yield step([kin.second], "partner")
        return
    for person in line.rise[1:]:
        yield step([person], "up")
    if kin.step:
        yield step(line.forebears[:1], "up")
        yield step(line.forebears[1:], "partner")
    elif line.rise and line.forebears:
        yield step(line.forebears, "up")
    for person in line.fall:
        yield step([person], "down")
    if kin.after:
        yield step([kin.second], "partner")


def _picture(kin: Kin, cards: Mapping[str, Card]) -> Chart:
    """Draw the forebears at the left and a branch from them to each of the two, with the partners at its end."""
    line = kin.line
    if line is None:
        root = _box(kin.first, cards, kin.second)
        root.partners[0].is_root = root.is_root = True
        return drawn(root)
    rise = _branch(line.rise[::-1], kin.before and kin.first, cards, marks_partner=bool(kin.before))
    fall = _branch(line.fall, kin.after and kin.second, cards, marks_partner=bool(kin.after))
    if not line.forebears:
        unknown = Spoken(_("parents not recorded"))
        root = InChart(PersonWords("", unknown, Spoken(""), "", []), lines=[BoxLine("box-years", unknown)])
        root.branches = [one for one in (rise, fall) if one]
        return drawn(root)
    root = _box(line.forebears[0], cards, *line.forebears[1:])
    root.branches = [one for one in (rise, fall) if one]
    if kin.step and fall:
        fall.at = 1
    if not line.rise:
        _mark(root, kin.before and kin.first, cards)
    if not line.fall:
        _mark(root, kin.after and kin.second, cards)
    return drawn(root)


def _box(person: str, cards: Mapping[str, Card], *partners: str) -> InChart:
    one = in_chart(person, cards, {})
    one.partners = [in_chart(partner, cards, {}) for partner in partners]
    return one


def _branch(people: Sequence[str], partner: str, cards: Mapping[str, Card], *, marks_partner: bool) -> InChart | None:
    """Return these people one after the other, and the last one marked, or the partner if that is one of the two."""
    one = None
    for number, person in enumerate(reversed(people)):
        before = _box(person, cards)
        if number == 0:
            _mark(before, partner if marks_partner else "", cards)
        before.branches = [one] if one else []
        one = before
    return one


def _mark(one: InChart, partner: str, cards: Mapping[str, Card]) -> None:
    """Mark one of the two people: this one, or the partner, whose box is added."""
    if partner:
        one.partners.append(in_chart(partner, cards, {}))
        one.partners[-1].is_root = True
    else:
        one.is_root = True
