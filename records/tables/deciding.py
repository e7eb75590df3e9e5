"""Who the names of a list are, as the plan says: nobody yet, somebody new, or whoever fits well."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from records.linkage.openly_known import openly_known
from records.people.models import Person
from records.tables.plan import CREATE, LINK, Plan
from records.tables.problems import RowProblem
from records.tables.row_reading import ReadRow
from records.transcribing.entry import Decision, EntryPerson
from records.transcribing.likely_people import LikelyPerson, likely

# What must agree before a program links somebody: a volunteer would want no less.
_SURNAME, _GIVEN = {"surname", "surname_reading"}, {"given", "given_set"}
_FURTHER = {"birth_year"}
_AGAINST = {"other_given", "other_year", "other_sex"}
_AHEAD = 1.0


def decided(rows: Sequence[ReadRow], plan: Plan) -> list[ReadRow]:
    """Return the rows with the decision who each name is; a public id in the row itself counts first."""
    named = Person.objects.filter(public_id__in={row.person_id for row in rows if row.person_id})
    by_id = dict(openly_known(named, plan.unseen).values_list("public_id", "pk"))
    return [_decided(row, plan, by_id) for row in rows]


def _decided(row: ReadRow, plan: Plan, by_id: dict[str, int]) -> ReadRow:
    if row.person is None:
        return row
    if row.person_id:
        pk = by_id.get(row.person_id)
        if pk is None:
            problem = RowProblem(row.line, "", "person", row.person_id[:200])
            return replace(row, problems=(*row.problems, problem))
        return _with(row, Decision("link", pk, "probable", _("The list itself says who it is.")))
    if plan.people == CREATE:
        return _with(row, Decision("create"))
    if plan.people == LINK:
        found = fitting(row.person, plan)
        if found is not None:
            words = ", ".join(str(words) for _code, words in found.reasons)
            return _with(row, Decision("link", found.pk, "probable", _("Proposed while taking in: %s") % words))
    return row


def _with(row: ReadRow, decision: Decision) -> ReadRow:
    assert row.person is not None  # noqa: S101  (asked by the caller)
    return replace(row, person=replace(row.person, decision=decision))


def fitting(person: EntryPerson, plan: Plan) -> LikelyPerson | None:
    """Return the one known person who fits: surname, given name and year of birth, nothing against, nobody near."""
    found = [one for one in likely(person, plan.list_head, 2, plan.unseen) if not one.already_refused]
    if not found:
        return None
    codes = {code for code, _words in found[0].reasons}
    agrees = codes & _SURNAME and codes & _GIVEN and codes & _FURTHER and not codes & _AGAINST
    alone = len(found) == 1 or found[0].score - found[1].score >= _AHEAD
    return found[0] if agrees and alone else None
