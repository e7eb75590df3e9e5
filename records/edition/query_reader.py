"""Reading a query from left to right: markers say what follows, figures are years or numbers, the rest are names.

Jan 1911 is a man and a year, not a month; "born Nowak" is a maiden name unless Nowak is a place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from records.dates.reading import read_date
from records.edition.nominatives import nominative, surname_of_genitive
from records.edition.query_tokens import Token, read_tokens
from records.edition.query_words import Marker, StageNamed, marker_at, stage_at
from records.edition.query_years import YearsNamed, date_at
from records.journeys.stages import STAGES
from records.names.given_name_table import sets_of_form
from records.names.name_parts import PARTICLES

_MOST_PLACE_WORDS = 4
_MOST_WORDS = 12
_LONGEST_INITIAL = 3
# The journey: a year in it, beside a word for a stage, is the year of that stage and nobody's birth.
_JOURNEY = range(1939, 1961)
# In this order the meanings of a marker are tried against what follows it.
_ORDER = (
    "born", "died", "number", "mother_maiden", "maiden", "father", "parents", "mother", "spouse", "place", "surname",
    "given", "also", "joined", "about", "noise",
)  # fmt: skip


@dataclass(slots=True)
class QueryParts:
    """What a query says, part by part, as it is written; ``alone`` are words that stand alone after a comma."""

    words: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    surname: str = ""
    given: str = ""
    maiden: str = ""
    father: str = ""
    mother: str = ""
    mother_maiden: str = ""
    spouse: str = ""
    places: list[str] = field(default_factory=list)
    years: YearsNamed | None = None
    number: str = ""
    stages: list[str] = field(default_factory=list)
    pattern: str = ""


def read_parts(text: str) -> QueryParts:
    """Read the parts of a query; never fails."""
    return _Reader(read_tokens(text)).read()


class _Reader:
    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.parts = QueryParts()
        self._segments: list[list[str]] = [[]]
        self._spare: list[str] = []
        self._of_mother = False

    def read(self) -> QueryParts:
        place = 0
        while place < len(self.tokens):
            place += max(self._take(place), 1)
        return self._finish()

    def _take(self, place: int) -> int:
        """Take what begins at a token, and return how many tokens it is."""
        token = self.tokens[place]
        if token.kind == "stop":
            self._segments.append([])
            self._of_mother = False
            return 1
        stage, marker = stage_at(self.tokens, place), marker_at(self.tokens, place)
        if stage and (not marker or stage.length >= marker.length):
            return self._stage(place, stage)
        date = date_at(self.tokens, place)
        if date:
            self.parts.years = self.parts.years or date.years
            return date.length
        # W. and Z. are initials, though w and z are words for "in" and "from".
        initial = marker and marker.length == 1 and len(token.folded) == 1 and token.text.isupper() and token.dotted
        if marker and not initial:
            taken = self._marked(place, marker)
            if taken:
                return taken
            if len(token.folded) > 1 or token.text.islower():
                self._spare += [token.text] if token.text[:1].isupper() and not token.dotted else []
                return marker.length
        return self._plain(place, token)

    def _plain(self, place: int, token: Token) -> int:
        following = self._at(place + 1)
        if token.kind == "pattern":
            self.parts.pattern = self.parts.pattern or token.text
        elif token.kind == "figures":
            self._number(token.text)
        elif token.kind == "word":
            if following and following.kind == "figures" and _is_shelfmark(token, following):
                self._number(f"{token.text} {following.text}")
                return 2
            self._name(token)
        return 1

    def _number(self, text: str) -> None:
        if sum(map(str.isdigit, text)) >= 3 and not self.parts.number:
            self.parts.number = text

    def _name(self, token: Token) -> None:
        short = len(token.folded) <= _LONGEST_INITIAL and token.dotted
        single = len(token.folded) == 1 and token.text.isupper()
        word = f"{token.text}." if short or single else token.text
        if len(token.folded) > 1 or word.endswith("."):
            self.parts.words.append(word)
            self._segments[-1].append(word)

    def _stage(self, place: int, stage: StageNamed) -> int:
        said = self.tokens[place : place + stage.length]
        codes, taken = list(stage.codes), stage.length
        if stage.is_place:
            self.parts.places.append(" ".join(token.text for token in said))
        elif stage.length == 1 and said[0].text[:1].isupper():
            self._spare.append(said[0].text)
        date = date_at(self.tokens, place + taken) if place + taken < len(self.tokens) else None
        if date and date.years.year in _JOURNEY:
            taken += date.length
            codes = _then(codes, date.years, " ".join(one.text for one in self.tokens[place : place + taken])) or codes
        self.parts.stages += codes
        return taken

    def _marked(self, place: int, marker: Marker) -> int:
        """Take a marker with what belongs to it; 0 where what follows does not fit any meaning."""
        after = place + marker.length
        following = self._at(after)
        for meaning in sorted(marker.meanings, key=_ORDER.index):
            taken = self._meaning(meaning, marker, after, following)
            if taken is not None:
                return marker.length + taken
        return 0

    def _meaning(self, meaning: str, marker: Marker, after: int, following: Token | None) -> int | None:
        """Return how many tokens after the marker belong to it, or None where this meaning does not fit."""
        if meaning in ("also", "joined", "noise", "about"):
            return 0
        if following is None:
            return None
        if meaning in ("born", "died"):
            return self._dated(meaning, after)
        if meaning == "number":
            return self._numbered(after, following)
        if not following.is_word:
            return None
        if meaning == "maiden":
            return self._maiden(marker, after, following)
        if meaning == "place":
            return self._place(after)
        if meaning in ("surname", "given", "mother_maiden"):
            setattr(self.parts, meaning, following.text)
            return 1
        return self._relative(meaning, marker, after)

    def _dated(self, meaning: str, after: int) -> int | None:
        date = date_at(self.tokens, after)
        if date is None:
            return None
        # A year of death must not be taken for the year of birth; it is not searched by.
        if meaning == "born":
            self.parts.years = date.years
        return date.length

    def _numbered(self, after: int, following: Token) -> int | None:
        further = self._at(after + 1)
        if following.kind == "figures":
            self.parts.number = following.text
            return 1
        if following.kind == "word" and further and further.kind == "figures" and len(following.folded) <= 5:
            self.parts.number = f"{following.text} {further.text}"
            return 2
        return None

    def _maiden(self, marker: Marker, after: int, following: Token) -> int | None:
        if "born" in marker.meanings and marker_at(self.tokens, after):
            return None
        if not self.parts.words and sets_of_form(following.text):
            return None
        if self._of_mother:
            self.parts.mother_maiden = following.text
        elif following.kind == "pattern":
            self.parts.pattern = self.parts.pattern or following.text
        else:
            self.parts.maiden = self.parts.maiden or following.text
            if "born" in marker.meanings:
                self.parts.places.append(following.text)
        return 1

    def _place(self, after: int) -> int | None:
        words: list[str] = []
        place = after
        while place < len(self.tokens) and len(words) < _MOST_PLACE_WORDS:
            token = self.tokens[place]
            if token.kind != "word" or (words and token.folded and _is_known_name(token)):
                break
            if marker_at(self.tokens, place) or stage_at(self.tokens, place) or date_at(self.tokens, place):
                break
            words.append(token.text)
            place += 1
        if words:
            self.parts.places.append(" ".join(words))
        return place - after

    def _relative(self, meaning: str, marker: Marker, after: int) -> int | None:
        name = self._at(after)
        again = marker_at(self.tokens, after)
        if again and not sets_of_form(self.tokens[after].text):
            # "father: son of Anton" and "wife of" are one marker each; the nearer one counts.
            self._of_mother = meaning == "mother" and "maiden" in again.meanings
            return 0 if self._of_mother else None
        if name is None or name.kind != "word" or (marker.length == 1 and not self._may_stand(after)):
            return None
        if meaning in ("father", "parents"):
            self.parts.father = self.parts.father or nominative(name.text, "male")
            return 1 + (self._surname_of(after, "male") or self._and_mother(after + 1))
        if meaning == "mother":
            self.parts.mother, self._of_mother = self.parts.mother or nominative(name.text, "female"), True
        else:
            self.parts.spouse = self.parts.spouse or nominative(name.text, "")
            return 1 + self._surname_of(after, "male")
        return 1

    def _surname_of(self, place: int, sex: str) -> int:
        """Take the surname that follows a relative's name in the genitive; the person sought bears it, or its form."""
        given, surname = self.tokens[place], self._at(place + 1)
        if nominative(given.text, sex) == given.text or surname is None or surname.kind != "word" or surname.dotted:
            return 0
        if not surname.text[:1].isupper() or sets_of_form(surname.text) or self._has_surname():
            return 0
        if marker_at(self.tokens, place + 1) or stage_at(self.tokens, place + 1) or date_at(self.tokens, place + 1):
            return 0
        word = surname_of_genitive(surname.text)
        self.parts.words.append(word)
        self._segments[-1].append(word)
        return 1

    def _has_surname(self) -> bool:
        return bool(self.parts.surname) or any(not sets_of_form(word) for word in self.parts.words)

    def _may_stand(self, after: int) -> bool:
        """A short form such as "s." or "c." says something only after a name."""
        marking = self.tokens[after - 1]
        return len(marking.folded) > 1 or bool(self.parts.words)

    def _and_mother(self, place: int) -> int:
        joining, name = self._at(place), self._at(place + 1)
        marker = marker_at(self.tokens, place) if joining else None
        if not marker or "joined" not in marker.meanings or name is None or name.kind != "word":
            return 0
        further = marker_at(self.tokens, place + 1)
        if further and "mother" in further.meanings:
            return 1
        self.parts.mother, self._of_mother = self.parts.mother or nominative(name.text, "female"), True
        return 2

    def _at(self, place: int) -> Token | None:
        return self.tokens[place] if place < len(self.tokens) else None

    def _finish(self) -> QueryParts:
        parts = self.parts
        if not any(not sets_of_form(word) for word in parts.words) and not parts.surname:
            # General Anders has an army, but somebody may be sought who bore his name.
            parts.words += self._spare
        words = [word for word in dict.fromkeys(parts.words) if word.lower() not in PARTICLES]
        parts.words = (words or parts.words)[:_MOST_WORDS]
        parts.alone = [segment[0] for segment in self._segments[1:] if len(segment) == 1]
        parts.stages = list(dict.fromkeys(parts.stages))
        parts.places = list(dict.fromkeys(parts.places))[:_MOST_WORDS]
        return parts


def _is_shelfmark(word: Token, figures: Token) -> bool:
    """AK 1234/41: capitals before a number; but not before a year."""
    return word.text.isupper() and len(word.folded) <= 4 and sum(map(str.isdigit, figures.text)) >= 3


def _is_known_name(token: Token) -> bool:
    return bool(sets_of_form(token.text))


def _then(codes: list[str], years: YearsNamed, said: str) -> list[str]:
    """Return those of the stages that were usual in the years and months said."""
    date = read_date(" ".join(said.split()[1:]))
    kept = []
    for code in codes:
        first, last = STAGES[code].typical_bounds()
        if date.earliest is None or date.latest is None or first is None:
            continue
        if first <= date.latest and (last is None or last >= date.earliest):
            kept.append(code)
    return kept
