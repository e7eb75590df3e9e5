"""The words by which a query says what it means: "father", "z domu", "near", and the stages of the journey.

The tables are fixtures/search/query_words.csv and stage_words.csv; a stage may be named by its label as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from records.edition.query_tokens import Token
from records.fixture_files import fixture_rows
from records.journeys.stages import PHASES, STAGES
from records.names.folding import fold

SIGNS = {"№": "number", "#": "number", "*": "born", "+": "died", "†": "died", "&": "joined"}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase as folded words; ``dots`` says which of them must be abbreviations, ``open`` that the last goes on."""

    words: tuple[str, ...]
    dots: tuple[bool, ...]
    open: bool
    means: str
    more: str = ""

    def fits(self, tokens: Sequence[Token]) -> bool:
        """Tell whether these tokens, as many as the phrase has words, say the phrase."""
        last = len(self.words) - 1
        for place, (word, dot, token) in enumerate(zip(self.words, self.dots, tokens, strict=True)):
            if token.kind not in ("word", "figures"):
                return False
            if dot and len(word) < 3 and token.kind == "word" and not token.dotted:
                return False
            if token.folded != word and not (self.open and place == last and token.folded.startswith(word)):
                return False
            # A capital alone with a point is somebody's initial, not "son" or "village".
            if dot and len(word) == 1 and last == 0 and token.text != token.text.lower():
                return False
        return True


def _phrase(text: str, means: str, more: str = "") -> _Phrase | None:
    words = [word for word in text.replace(".", ". ").replace("/", " ").split() if fold(word)]
    if not words:
        return None
    folded = tuple(fold(word) for word in words)
    return _Phrase(folded, tuple(word.endswith(".") for word in words), text.endswith("*"), means, more)


@dataclass(frozen=True, slots=True)
class Marker:
    """What a place in the query says: the possible meanings, and how many tokens it takes."""

    meanings: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class StageNamed:
    """Stages that a place in the query names, how many tokens it takes, and whether it may be a place, too."""

    codes: tuple[str, ...]
    length: int
    is_place: bool


_LONGEST_PHRASE = 6


def marker_at(tokens: Sequence[Token], start: int) -> Marker | None:
    """Return the marker that begins at a token, the longest that fits."""
    if tokens[start].kind == "sign":
        means = SIGNS.get(tokens[start].text)
        return Marker((means,), 1) if means else None
    found: list[_Phrase] = []
    for phrase in _fitting(_markers(), tokens, start):
        if found and len(phrase.words) < len(found[0].words):
            break
        found.append(phrase)
    return Marker(tuple(dict.fromkeys(one.means for one in found)), len(found[0].words)) if found else None


def stage_at(tokens: Sequence[Token], start: int) -> StageNamed | None:
    """Return the stages that are named from a token on, by the longest phrase that fits."""
    best = next(_fitting(_stages(), tokens, start), None)
    return StageNamed(tuple(best.means.split(";")), len(best.words), best.more == "yes") if best else None


def _fitting(table: dict[str, list[_Phrase]], tokens: Sequence[Token], start: int) -> Iterator[_Phrase]:
    """Yield the phrases that begin here, the longest first."""
    for phrase in table.get(tokens[start].folded[:2], ()):
        following = tokens[start : start + len(phrase.words)]
        if len(following) == len(phrase.words) and phrase.fits(following):
            yield phrase


def _by_beginning(phrases: Iterator[_Phrase | None]) -> dict[str, list[_Phrase]]:
    table: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in phrases:
        if phrase is not None and len(phrase.words) <= _LONGEST_PHRASE:
            table[phrase.words[0][:2]].append(phrase)
    for listed in table.values():
        listed.sort(key=lambda one: (-len(one.words), -len(one.words[-1])))
    return dict(table)


@cache
def _markers() -> dict[str, list[_Phrase]]:
    rows = fixture_rows("search", "query_words.csv")
    return _by_beginning(_phrase(row["phrase"], row["meaning"]) for row in rows)


@cache
def _stages() -> dict[str, list[_Phrase]]:
    return _by_beginning(_stage_phrases())


def _stage_phrases() -> Iterator[_Phrase | None]:
    for row in fixture_rows("search", "stage_words.csv"):
        yield _phrase(row["phrase"], codes_of(row["stages"]), row["is_place"])
    for row in fixture_rows("reference", "stages.csv"):
        for label in (row["label_en"], row["label_pl"], STAGES[row["code"]].gedcom_type):
            if len(label.split()) > 1:
                yield _phrase(label.replace("*", ""), row["code"])
    for phase in PHASES:
        if phase in ("deportation", "captivity", "evacuation"):
            yield _phrase(phase, codes_of(f"phase:{phase}"))


def codes_of(stages: str) -> str:
    """Return the codes that a cell names, divided by semicolons: "phase:army" stands for every stage of the army."""
    codes: list[str] = []
    for part in stages.split(";"):
        kind, _, phase = part.partition(":")
        if kind == "phase":
            codes += [stage.code for stage in STAGES.values() if stage.phase == phase]
        elif part in STAGES:
            codes.append(part)
    return ";".join(dict.fromkeys(codes))
