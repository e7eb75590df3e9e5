"""Quiet warnings while someone types: the rules P1-P16 applied to a page that is not saved yet. Never blocking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.dates.day_numbers import from_day_number
from records.dates.historical_date import HistoricalDate
from records.dates.no_such_day import names_no_day
from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.fixture_files import fixture_rows
from records.places.models import Place
from records.plausibility.document_rules import check_child, check_issue, set_out_late
from records.plausibility.family_rules import check_family
from records.plausibility.life import Dated, Life, Warning_, read_lives
from records.plausibility.stage_rules import check_stages, wording
from records.transcribing.ages import age_against_birth, day_of_page
from records.transcribing.checks import dates_of, written_of
from records.transcribing.claims import events_of
from records.transcribing.entry import Entry, EntryPerson
from records.transcribing.reading_values import birth_year_of, date_of, name_of, sex_of_person
from records.transcribing.stage_rows import Proof, stage_of_page

RULES: dict[str, str | Promise] = {
    "P1": _("This is outside the time in which such a stage is known."),
    "P2": _("The sources disagree about these days."),
    "P3": _("Two stays of one person overlap."),
    "P4": _("This deportation usually led to another kind of exile."),
    "P6": _("Nothing can follow this stage. Two people taken for one?"),
    "P7": _("Child and parent do not fit together by their dates."),
    "P8": _("Listed as a child, but 16 or older: they had a certificate of their own."),
    "P9": _("Release certificates were issued from 12 August 1941 to the end of 1942."),
    "P10": _("Set out after the three months of validity, as most people did."),
    "P11": _("Recruits and cadets were usually of another age, or joined at another time."),
    "P12": _("The evacuations took place on other days."),
    "P13": _("The place was known as such at another time."),
    "P14": _("Not on the same transport as a parent, and no separation is recorded."),
    "P15": _("Two birth dates 12 or 13 days apart: perhaps one day in two calendars."),
    "P16": _("A paper or burial does not fit the recorded death."),
}
AGE_IS_OFF = _("The age and the birth beside it are more than a year apart.")
# Where the bounds come from that belong to no stage; those of the stages stand in stages.csv.
_SOURCES = {
    "P7": "-",
    "P8": "Gurianov, pomnirod.ru: the register of released people held those of 16 and over",
    "P9": "decree of the Supreme Soviet, 12 August 1941",
    "P10": "reconstructed form of the certificate (unverified)",
    "P13": "places.csv",
    "P15": "crarg.org on double dates",
}
_OLDEST_YEAR = 1600
_AGES, _BIRTHS, _DEATHS = frozenset({"P11"}), frozenset({"P7", "P15"}), frozenset({"P16"})


@dataclass(frozen=True, slots=True)
class EntryWarning:
    """One warning: the rule, its level ("error", "warning", "note"), words, English details, source and field path."""

    rule: str
    level: str
    words: str | Promise
    detail: str
    source: str
    path: str


@dataclass(frozen=True, slots=True)
class _Proved:
    """A stage that the page proves, with the path of its date."""

    proof: Proof
    path: str
    roles: tuple[str, ...]


def warnings(entry: Entry, today: date) -> list[EntryWarning]:
    """Return what is unlikely on the page, with what is recorded of those linked; a fixed number of queries."""
    kind = DOCUMENT_KINDS.get(entry.kind)
    if kind is None:
        return []
    stages = _stages(entry, kind)
    lives = _lives(entry, kind, stages)
    found = [*_about_paper(entry, kind, lives), *_unlikely_years(entry, today), *_days_and_ages(entry, kind)]
    for number, person in enumerate(entry.people):
        life = lives[-number - 1]
        for warning in (*check_stages(life), *check_family(life, lives)):
            path = _path(warning, kind, number, person, stages)
            found.append(_worded(warning, _source(warning, life), path))
    return list(dict.fromkeys(found))


def _stages(entry: Entry, kind: DocumentKind) -> list[_Proved]:
    found = []
    for rule in kind.stages:
        proof = stage_of_page(entry, rule)
        if proof is not None:
            path = "date" if rule.date == "@date" else f"fields.{rule.date}"
            found.append(_Proved(proof, path, rule.roles))
    return found


def _lives(entry: Entry, kind: DocumentKind, stages: list[_Proved]) -> dict[int, Life]:
    """Return the lives of those on the page, by -1, -2 ...; of the linked with what is recorded of them."""
    linked = {one.decision.person for one in entry.people if one.decision.act == "link" and one.decision.person}
    lives = read_lives([pk for pk in linked if pk]) if linked else {}
    places = Place.objects.in_bulk([one.proof.place.place for one in stages if one.proof.place.place])
    for number, person in enumerate(entry.people):
        recorded = lives.get(person.decision.person or 0) if person.decision.act == "link" else None
        name = name_of(person).whole or person.name.text
        life = Life(-number - 1, "", name, sex_of_person(kind, person))
        if recorded is not None:
            life.events, life.stages = list(recorded.events), list(recorded.stages)
            life.parents = list(recorded.parents)
        life.events += [
            Dated(claim.kind, claim.date.earliest, claim.date.latest) for claim in events_of(entry, kind, person)
        ]
        for one in stages:
            if person.role in one.roles:
                life.stages.append(_dated(one.proof, places.get(one.proof.place.place or 0)))
        life.stages.sort(key=lambda stage: (stage.earliest or 9_999_999, stage.latest or 9_999_999))
        lives[life.pk] = life
    _add_parents(entry, kind, lives)
    return lives


def _dated(proof: Proof, place: Place | None) -> Dated:
    return Dated(
        proof.code,
        proof.date.earliest,
        proof.date.latest,
        proof.date.qualifier == "period",
        f"page {proof.code}",
        place.name if place else proof.place.text,
        place.date_earliest if place else None,
        place.date_latest if place else None,
    )


def _add_parents(entry: Entry, kind: DocumentKind, lives: dict[int, Life]) -> None:
    by_role: dict[str, list[int]] = {}
    for number, person in enumerate(entry.people):
        by_role.setdefault(person.role, []).append(-number - 1)
    for rule in kind.families:
        parents = [pk for role in rule.partners for pk in by_role.get(role, ())]
        for role in rule.children:
            for child in by_role.get(role, ()):
                lives[child].parents += [pk for pk in parents if pk != child]


def _about_paper(entry: Entry, kind: DocumentKind, lives: dict[int, Life]) -> Iterator[EntryWarning]:
    date = date_of(entry.date)
    row = {"date_earliest": date.earliest, "date_latest": date.latest, "public_id": "", "title": entry.title}
    certificate = kind.key == "udostoverenie"
    if certificate:
        yield from (_worded(warning, _SOURCES["P9"], "date") for warning in check_issue(row))
    for number, person in enumerate(entry.people):
        life = lives[-number - 1]
        if _born_later(life, date.latest):
            yield EntryWarning(
                "",
                "warning",
                _("Born after what the page tells of: one of the two dates is wrong."),
                "",
                "",
                f"people.{number}",
            )
        if certificate:
            path = f"people.{number}.values.birth_year"
            for warning in check_child(row, life.name, person.role, birth_year_of(kind, person)):
                yield _worded(warning, _SOURCES["P8"], path)
        if person.role in ("holder", "signatory", "author") and date.earliest is not None:
            deaths = [death.latest for death in life.of_kind("death", "burial") if death.latest is not None]
            if any(latest < date.earliest for latest in deaths):
                sentence = f"Signed by or made out to {life.name} after the recorded death."
                yield _worded(Warning_("P16", "error", "", "", "", sentence), "-", f"people.{number}.decision")
        if certificate and person.role == "holder":
            south = [stage.earliest for stage in life.stages if stage.kind == "JOURNEY_SOUTH"]
            if any(set_out_late(start, date.latest) for start in south):
                sentence = f"{life.name} set out after the three months of validity, as most people did."
                yield _worded(Warning_("P10", "note", "", "", "", sentence), _SOURCES["P10"], "date")


def _born_later(life: Life, day_of_page: int | None) -> bool:
    """Whether somebody is said to be born after the day of the page, or after a stage that it proves."""
    births = [birth.earliest for birth in life.of_kind("birth") if birth.earliest is not None]
    days = [day_of_page, *(stage.latest for stage in life.stages)]
    return bool(births) and any(day is not None and min(births) > day for day in days)


def _unlikely_years(entry: Entry, today: date) -> Iterator[EntryWarning]:
    """Yield a warning for each date or year that lies in the future, or before there were such papers."""
    dated = dates_of(entry, DOCUMENT_KINDS[entry.kind])
    for path, written in written_of(entry):
        read = date_of(written) if path in dated and written else HistoricalDate()
        years = [from_day_number(day)[0] for day in (read.earliest, read.latest) if day is not None]
        if years and not _OLDEST_YEAR <= min(years) <= max(years) <= today.year:
            yield EntryWarning("", "warning", _("This is no likely year."), "", "", path)


def _days_and_ages(entry: Entry, kind: DocumentKind) -> Iterator[EntryWarning]:
    """Yield a warning for each day that never was, and for each age that does not fit the birth beside it."""
    dated = dates_of(entry, kind)
    for path, written in written_of(entry):
        if path in dated and not written.understood and names_no_day(written.text):
            words = _("There is no such day: %(text)s") % {"text": written.text}
            yield EntryWarning("", "warning", words, "", "", path)
    day = day_of_page(entry, kind)
    for number, person in enumerate(entry.people):
        asked = age_against_birth(kind, person, day)
        if asked is not None:
            yield EntryWarning("", "warning", AGE_IS_OFF, "", "", f"people.{number}.values.{asked.key}")


def _worded(warning: Warning_, source: str, path: str) -> EntryWarning:
    return EntryWarning(warning.rule, warning.level, RULES[warning.rule], warning.sentence, source, path)


@cache
def _sources_of_stages() -> dict[str, str]:
    return {row["code"]: row["source"] for row in fixture_rows("reference", "stages.csv")}


def _source(warning: Warning_, life: Life) -> str:
    if warning.rule in _SOURCES:
        return _SOURCES[warning.rule]
    codes = (stage.kind for stage in life.stages if wording(stage) in warning.sentence)
    return next((_sources_of_stages().get(code, "-") for code in codes), "-")


def _path(warning: Warning_, kind: DocumentKind, number: int, person: EntryPerson, stages: list[_Proved]) -> str:
    """Return the field that a warning is about: the date of a stage or event, else the person as a whole."""
    events = {"birth"} if warning.rule in _BIRTHS | _AGES else {"death", "burial"} if warning.rule in _DEATHS else set()
    for asked in kind.fields_of(person.role):
        if asked.event in events and asked.part == "date" and person.value(asked.key):
            return f"people.{number}.values.{asked.key}"
    for one in stages:
        if not events and person.role in one.roles and one.proof.code and _is_about(warning, one):
            return one.path
    return f"people.{number}"


def _is_about(warning: Warning_, one: _Proved) -> bool:
    return wording(_dated(one.proof, None)) in warning.sentence
