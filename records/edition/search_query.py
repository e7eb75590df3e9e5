"""Understanding what a reader typed: "Shimansky Yan, father Anton, about 1912, near Lvov"."""

import re
from dataclasses import dataclass, field

# Words that introduce the father, a place, or a year, in the three languages of the site and in Russian.
_FATHER = re.compile(
    r"(?:\b(?:father|ojciec|ojca|vater|отец|son of|daughter of|syn|córka|corka|sohn(?: von)?|tochter(?: von)?|сын|дочь)"
    # "s.", "c.", "o." stand for son, daughter and father only after a name.
    r"|(?<=\w )[sco]\.)\s*[:=]?\s*([^\W\d_]\w+)",
    re.I,
)
# Longer queries say nothing more, and cost more.
_MOST_WORDS = 12
_PLACE = re.compile(
    r"\b(?:near|from|born in|in|at|koło|kolo|obok|pod|z|ze|w|we|bei|aus|nahe|из|под|около)\s+([^,;\d]+)", re.I
)
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")
_NOISE = re.compile(
    r"\b(?:about|around|born|circa|ca|c|około|okolo|ok|ur|urodzony|urodzona|um|geboren|geb|b)\b\.?", re.I
)
_WORD = re.compile(r"[^\W\d_][\w'’\-]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """What is sought: words of any part of the name, and what is known beside it."""

    words: tuple[str, ...] = ()
    father: str = ""
    places: tuple[str, ...] = ()
    year: int | None = None
    text: str = ""
    facets: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.father or self.places or self.year or self.facets)


def read_query(
    text: str, *, father: str = "", place: str = "", year: str = "", facets: dict[str, str] | None = None
) -> PersonQuery:
    """Read a query; the fields of the form, where filled in, outrank what the text says."""
    rest = text
    found_father = _FATHER.search(rest)
    if found_father:
        rest = rest.replace(found_father.group(), " ")
    years = _YEAR.findall(rest)
    rest = _NOISE.sub(" ", _YEAR.sub(" ", rest))
    places: list[str] = []
    for match in _PLACE.finditer(rest):
        places += _WORD.findall(match.group(1))
    rest = _PLACE.sub(" ", rest)
    places += _WORD.findall(place)
    chosen_year = year if _YEAR.fullmatch(year.strip()) else (years[0] if years else "")
    return PersonQuery(
        words=tuple(_WORD.findall(rest)[:_MOST_WORDS]),
        father=father.strip() or (found_father.group(1) if found_father else ""),
        places=tuple(places[:_MOST_WORDS]),
        year=int(chosen_year) if chosen_year else None,
        text=text.strip(),
        facets=dict(facets or {}),
    )
