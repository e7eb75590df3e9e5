"""The search form: one field for everything, and below it the same asked piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from records.edition.search_query import PersonQuery, read_query
from records.journeys.stages import PHASES, STAGES, Stage
from records.website.reader_language import gettext_lazy as _

LONGEST = 200
# The fields of the form, in its order; what ``born`` and ``number`` take is said beside them.
FIELDS: dict[str, str | Promise] = {
    "surname": _("Surname"),
    "given": _("First name"),
    "maiden": _("Maiden name"),
    "father": _("The father’s first name"),
    "mother": _("The mother’s first name"),
    "spouse": _("The first name of the husband or wife"),
    "born": _("Born: 1912, about 1912, 1910-1914"),
    "place": _("A place, by any of its names"),
    "number": _("A number from a document or from the army"),
}
# What is offered while somebody types in a field.
SUGGESTED = {"surname": "surname", "maiden": "surname", "place": "place"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form below the first one."""

    name: str
    label: str
    value: str
    suggests: str


@dataclass(frozen=True, slots=True)
class StageChoice:
    """A phase of the journey with its stages to choose from, as the options of a form."""

    phase: str
    options: SafeString


def asked(request: HttpRequest) -> dict[str, str]:
    """Return what was typed into each field; ``year`` is what the field for the birth was once called."""
    values = {name: _typed(request, name) for name in ("q", *FIELDS)}
    values["born"] = values["born"] or _typed(request, "year")
    return values


def _typed(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]


def query_of(values: dict[str, str], facets: dict[str, str]) -> PersonQuery:
    """Return the query that the filled-in fields make."""
    fields = {name: values[name] for name in FIELDS if values[name]}
    return read_query(values["q"], **fields, facets=facets)


def fields(values: dict[str, str]) -> list[Field]:
    """Return the fields below the first one, filled in as they were."""
    return [Field(name, str(label), values[name], SUGGESTED.get(name, "")) for name, label in FIELDS.items()]


def stage_choices(chosen: Sequence[str], language: str) -> tuple[StageChoice, ...]:
    """Return the stages of the journey to choose from, phase by phase."""
    return _stage_choices(tuple(code for code in chosen if code in STAGES), language)


@lru_cache(maxsize=200)
def _stage_choices(chosen: tuple[str, ...], _language: str) -> tuple[StageChoice, ...]:
    stages = sorted(STAGES.values(), key=lambda stage: list(PHASES).index(stage.phase))
    return tuple(
        StageChoice(
            str(capfirst(str(PHASES[phase]))),
            format_html_join("", "{}", ((_option(stage, stage.code in chosen),) for stage in group)),
        )
        for phase, group in groupby(stages, key=lambda stage: stage.phase)
    )


def _option(stage: Stage, is_chosen: bool) -> SafeString:
    words = '<option value="{}" selected>{}</option>' if is_chosen else '<option value="{}">{}</option>'
    return format_html(words, stage.code, stage.label)
