"""What the answers of the API look like; the descriptions here are those of its OpenAPI document."""

from typing import Any

from ninja import Field, Schema


class Reason(Schema):
    """Why a person was found."""

    code: str = Field(description="similar_... marks a name that is only alike, never the same")
    recorded: str
    sought: str
    detail: str
    source: str = Field(description="the source that has this form of the name")
    words: str = Field(description="the reason in an English sentence")


class FoundPerson(Schema):
    """One person found. A date is a GEDCOM 7 date value; rival dates stand side by side with a slash."""

    id: str
    url: str
    page: str
    name: str
    reading: str = Field(description="how a name in Cyrillic letters is most likely read; a reading, not a finding")
    other_names: list[str]
    born: str
    died: str
    invented: bool
    similar: bool
    reasons: list[Reason]


class FacetValue(Schema):
    """A value by which the results can be narrowed; ``number`` counts people, each once."""

    value: str
    label: str
    number: int
    chosen: bool


class EstimatedPeople(Schema):
    """How many people are likely behind the records that were compared on a day, in round figures."""

    day: str
    people: int = Field(description="persons with a page that were compared")
    names: int = Field(description="names that nobody had identified that were compared")
    fewest: int
    likely: int
    most: int


class FiguresAnswer(Schema):
    """Records and people, counted apart. A record is one name on one paper; a person has a page of its own."""

    people: int
    names_on_papers: int = Field(description="records: each name on each published paper")
    identified: int = Field(description="records that are taken to be one of the people")
    unidentified: int = Field(description="records of an unknown number of people, who are not among the people")
    documents: int
    method: str = Field(description="the page that says how this is counted and estimated")
    estimate: EstimatedPeople | None = Field(description="nothing before the records were compared")


class FoundPlace(Schema):
    """A place in a list."""

    id: str
    url: str
    name: str
    modern: str
    country: str


class SearchAnswer(Schema):
    """What a search found. ``number`` counts people, each once however many papers name them, and not records. At
    most 400 are ranked; ``more`` says that others may fit, too."""

    number: int
    more: bool
    people: list[FoundPerson]
    facets: dict[str, list[FacetValue]] = Field(description="for each parameter the most frequent values")
    places: list[FoundPlace]
    next: str = Field(description="the address of the next people; empty at the end")


class DateAnswer(Schema):
    """A date: its GEDCOM 7 value, the words of the source, and its bounds as ISO days of the Gregorian calendar."""

    value: str
    text: str
    calendar: str
    certainty: str
    earliest: str
    latest: str


class PlaceMention(Schema):
    """A place that a record names; without an id, only its words are known."""

    id: str
    name: str
    as_written: str


class Citation(Schema):
    """Where a statement is from."""

    source: str
    title: str
    page: str


class NameAnswer(Schema):
    """One form of a name, as recorded."""

    kind: str
    given: str
    patronymic: str
    surname: str
    as_written: str
    language: str
    script: str
    reading: str
    citations: list[Citation]


class EventAnswer(Schema):
    """One claim about a life. ``rival``: another claim contradicts it; ``conclusion``: why this one is preferred."""

    kind: str
    type: str
    value: str
    date: DateAnswer | None
    place: PlaceMention | None
    note: str
    rival: bool
    conclusion: str
    citations: list[Citation]


class StageAnswer(Schema):
    """One stage of a journey; ``documented`` is false where it was inferred from the family's."""

    code: str
    label: str
    page: str
    date: DateAnswer | None
    role: str
    outcome: str
    documented: bool


class Relative(Schema):
    """Someone of the family who may be shown."""

    id: str
    url: str
    name: str
    relation: str = Field(description="parent, sibling, partner or child")


class PersonAnswer(Schema):
    """A person as published."""

    id: str
    uid: str
    page: str
    name: str
    sex: str
    invented: bool
    names: list[NameAnswer]
    events: list[EventAnswer]
    journey: list[StageAnswer]
    family: list[Relative]


class PlaceName(Schema):
    """A name that a place had."""

    name: str
    language: str
    script: str
    kind: str
    date: DateAnswer | None


class PlaceParent(Schema):
    """What a place belonged to, and when."""

    id: str
    url: str
    name: str
    date: DateAnswer | None


class PlaceAnswer(Schema):
    """A place with its names and what it belonged to over time."""

    id: str
    uid: str
    page: str
    name: str
    modern: str
    country: str
    kinds: list[str]
    latitude: float | None
    longitude: float | None
    precision: str
    unverified: bool
    names: list[PlaceName]
    parents: list[PlaceParent]
    camp: dict[str, Any] | None


class PictureAnswer(Schema):
    """A picture of a document, in the order of the document; ``side``: front, back, inside, cover, detail."""

    sha256: str
    url: str
    side: str
    caption: str
    width: int | None
    height: int | None


class TextAnswer(Schema):
    """The words of a document, or of one side of it: transcription or translation."""

    what: str
    language: str
    script: str
    side: str
    text: str


class IdentifiedPerson(Schema):
    """Whom a name is taken to be: surely, probably, or uncertainly, and why."""

    id: str
    url: str
    certainty: str
    reason: str


class NamedOnPage(Schema):
    """A name as it stands on a document."""

    as_written: str
    romanised: str
    role: str
    relation: str
    row: str
    birth_year: int | None
    picture: int | None = Field(description="the number of the picture on which it stands, from 1")
    area: list[int | None] | None = Field(
        description="where on it: left, top, width, height in pixels; nothing for a side that is the edge"
    )
    people: list[IdentifiedPerson]


class DocumentAnswer(Schema):
    """A document as published; a withheld one names someone who may be living, and keeps back its words."""

    id: str
    uid: str
    page: str
    manifest: str = Field(description="the IIIF manifest (Presentation API 3); empty where there are no pictures")
    kind: str
    kind_label: str
    title: str
    withheld: bool
    invented: bool
    signature: str
    language: str
    holder_today: str
    provenance: str
    rights: str
    note: str
    date: DateAnswer | None
    place: PlaceMention | None
    source: str
    pictures: list[PictureAnswer]
    texts: list[TextAnswer]
    number_of_names: int = Field(description="records: names on this paper that may be shown")
    number_unidentified: int = Field(description="those of them that nobody has identified")
    names: list[NamedOnPage] = Field(description="the first thousand")


class Suggestion(Schema):
    """What may be meant: a surname with other recorded spellings, or a place with its present name."""

    kind: str
    text: str
    more: list[str]


class SuggestAnswer(Schema):
    """What may be meant by the letters typed so far."""

    suggestions: list[Suggestion]


class ErrorAnswer(Schema):
    """What went wrong, in one sentence."""

    error: str
