"""A chart in words and boxes: what stands in each box, where it leads, and the same people as a nested list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import wrap

from django.utils.translation import ngettext

from records.dates.historical_date import HistoricalDate, Qualifier
from records.dates.value import parse_value
from records.drawing.family_tree import Box, FamilyTree, Knot, Placed, family_tree
from records.edition.queries import Card
from records.people.kinds import PEDIGREES
from records.website.chart_people import Standing
from records.website.language_words import Spoken, guessed
from records.website.person_words import PersonWords, person_words
from records.website.reader_language import gettext as _

# Signs on a line of a name, and on one of smaller letters; the height of a line, and what is left free around it all.
_WIDEST, _WIDEST_SMALL, _LINE, _FREE = 22, 27, 15.0, 12.0
_MORE_WIDTH, _MORE_HEIGHT = 88.0, 24.0
_ABOUT = frozenset({Qualifier.ABOUT, Qualifier.CALCULATED, Qualifier.ESTIMATED})


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One line in a box: its class, its words, and how far below the line before."""

    kind: str
    text: Spoken


@dataclass(slots=True)
class InChart:
    """Somebody in a chart: the words, the place in the list, the box in the picture.

    ``tie`` says in words what is not simply by birth, or that it is a partner; ``at`` is the box of the person before
    from which this one grows. With ``more`` it stands for so many for whom there is no room: they are on the chart of
    this ``kind``. Without the id of a person it is a box of words alone.
    """

    person: PersonWords
    tie: str = ""
    lines: list[BoxLine] = field(default_factory=list)
    partners: list["InChart"] = field(default_factory=list)
    branches: list["InChart"] = field(default_factory=list)
    at: int = 0
    more: int = 0
    kind: str = ""
    placed: Placed | None = None
    is_root: bool = False

    @property
    def height(self) -> float:
        """How high the box is."""
        return _FREE + _LINE * len(self.lines) if self.lines else _MORE_HEIGHT

    @property
    def title(self) -> str:
        """Everything about the person in one line."""
        if self.more:
            more = ngettext(
                "%(number)s more: the chart of %(name)s", "%(number)s more: the chart of %(name)s", self.more
            )
            return more % {"number": self.more, "name": self.person.name}
        words = (self.person.name.text, self.person.reading.text, self.person.life, self.tie)
        return ", ".join(word for word in words if word)

    @property
    def rows(self) -> Iterator[tuple[BoxLine, float]]:
        """The lines with the height of each on the sheet."""
        top = self.placed.y if self.placed else 0.0
        for number, line in enumerate(self.lines):
            yield line, top + _FREE / 2 + _LINE * (number + 0.78)


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture of a chart: the tree with its links, and everyone in it with the box."""

    tree: FamilyTree
    everyone: list[InChart]


def worded(standing: Standing, kind: str, cards: Mapping[str, Card], graves: Mapping[str, Card]) -> InChart:
    """Put a tree of people into words; those left out are on charts of this kind."""
    one = in_chart(standing.person, cards, graves, _tie(standing.how))
    one.partners = [in_chart(partner, cards, graves, _("married or lived with")) for partner in standing.partners]
    for branch in standing.branches:
        one.branches.append(worded(branch, kind, cards, graves))
        one.branches[-1].at = branch.at
    if standing.more:
        one.branches.append(InChart(one.person, more=standing.more, kind=kind))
    return one


def _tie(how: str) -> str:
    return "" if how in ("birth", "") else str(PEDIGREES.get(how, how))


def in_chart(person: str, cards: Mapping[str, Card], graves: Mapping[str, Card], tie: str = "") -> InChart:
    """Put one person into words."""
    card = cards[person]
    words = person_words(person, card)
    lines = [BoxLine("box-name", Spoken(part, words.name.language)) for part in _wrapped(words.name.text, _WIDEST)]
    lines += [
        BoxLine("box-reading", Spoken(part, words.reading.language))
        for part in _wrapped(words.reading.text, _WIDEST_SMALL)
    ]
    if years := _life(card):
        lines.append(BoxLine("box-years", Spoken(years)))
    if tie and tie != _("married or lived with"):
        lines.append(BoxLine("box-years", Spoken(_cut(tie))))
    if person in graves:
        grave = guessed(graves[person]["name"])
        where = _("died on the way to %(place)s") if graves[person].get("on_the_way") else _("died at %(place)s")
        lines.append(BoxLine("box-grave", Spoken(_cut(where % {"place": grave}))))
    return InChart(words, tie, lines)


def _wrapped(text: str, widest: int) -> list[str]:
    return wrap(text, widest, max_lines=3, placeholder=" …") if text else []


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST_SMALL else text[: _WIDEST_SMALL - 1].rstrip() + "…"


def _life(card: Card) -> str:
    """Return the years of a life with the signs of birth and death, short enough for a box."""
    parts = [f"{sign} {years}" for sign, key in (("*", "born"), ("†", "died")) if (years := _years(card[key]))]
    return _cut("  ".join(parts))


def _years(payloads: str) -> str:
    years = dict.fromkeys(_year(parse_value(payload)) for payload in payloads.split(" / ") if payload)
    return " / ".join(year for year in years if year)


def _year(date: HistoricalDate) -> str:
    years = list(dict.fromkeys(str(part.year) for part in (date.start, date.end) if part and part.year))
    if not years:
        return ""
    sign = {Qualifier.BEFORE: "< ", Qualifier.AFTER: "> "}.get(date.qualifier, "")
    return f"{'ca. ' if date.qualifier in _ABOUT else sign}{'–'.join(years)}"


def depth(root: InChart) -> int:
    """Return how many generations stand in a tree beside the first."""
    return max((depth(branch) + 1 for branch in root.branches if not branch.more), default=0)


def goes_on(root: InChart, generations: int) -> bool:
    """Say whether more is known of the last of so many generations than there is room for."""
    if generations == 0:
        return any(branch.more for branch in root.branches)
    return any(goes_on(branch, generations - 1) for branch in root.branches)


def drawn(root: InChart, left: InChart | None = None) -> Chart:
    """Draw what grows from a person to the right, and to the left what grows from the same person there."""
    everyone: dict[str, InChart] = {}
    own = _boxes(root, everyone)
    right = _knots(root, everyone)
    tree = family_tree(own, right, _knots(left, everyone) if left else ())
    for placed in tree.boxes:
        everyone[placed.key].placed = placed
    return Chart(tree, list(everyone.values()))


def _boxes(one: InChart, everyone: dict[str, InChart]) -> tuple[Box, ...]:
    boxes = []
    for each in (one, *one.partners):
        key = str(len(everyone))
        everyone[key] = each
        boxes.append(Box(key, each.height, _MORE_WIDTH) if each.more else Box(key, each.height))
    return tuple(boxes)


def _knots(one: InChart, everyone: dict[str, InChart]) -> tuple[Knot, ...]:
    return tuple(Knot(_boxes(branch, everyone), _knots(branch, everyone), branch.at) for branch in one.branches)
