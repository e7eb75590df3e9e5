"""How a name on the page may be read: ranked readings in Latin letters, each with its reason."""

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.names.folding import fold, script_of
from records.names.given_name_table import given_name_table, sets_of_form
from records.names.hebrew_letters import hebrew_candidates
from records.names.illegible import read_illegible
from records.names.maiden_names import NameText, read_name_text
from records.names.oblique_surnames import called_at_birth
from records.names.patronymics import fathers_of_patronymic
from records.names.transliteration import Candidate, nasal_readings, polish_candidates, to_polish_letters
from records.transcribing.entry import NameRead
from records.transcribing.written_forms import WrittenForm, written_forms

_MOST = 6
# Readings of the form that stands first where another follows, and of each that follows.
_OF_FIRST = 4
_OF_LATER = 2
_LATER = 0.3
_FEMALE_PATRONYMIC = re.compile(r"(?:вна|ична|ўна|wna|vna|czna)$", re.IGNORECASE)
_MALE_PATRONYMIC = re.compile(r"(?:вич|ьич|віч|wicz|vich|wicz)$", re.IGNORECASE)
_FEMALE_SURNAME = re.compile(r"(?:ska|cka|dzka|ская|цкая|ська|owa|ówna|anka)$", re.IGNORECASE)
_MALE_SURNAME = re.compile(r"(?:ski|cki|dzki|ский|цкий|ський|скій|цкій)$", re.IGNORECASE)
WHY: dict[str, str | Promise] = {
    "usual": _("the usual Polish form"),
    "letters": _("letter by letter"),
    "rival": _("another reading of the letters"),
    "written": _("as it is written"),
    "choice": _("one of the letters marked as unclear"),
    "dative": _("on the page in the dative: to whom"),
    "genitive": _("on the page in the genitive: whose"),
    "either": _("on the page in the dative or the genitive: to whom, or whose"),
    "accusative": _("on the page in the accusative: whom"),
    "order": _("surname and given name the other way round"),
}


@dataclass(frozen=True, slots=True)
class NameProposal:
    """One reading of a name; ``weight`` runs from 1 for the likeliest down to 0, ``why`` is a code of WHY.

    ``father`` is the father's given name in Polish where a patronymic tells it, ``maiden`` a maiden name on the page.
    """

    read: NameRead
    weight: float
    why: str
    sex: str = "U"
    father: str = ""
    maiden: str = ""

    @property
    def words(self) -> str | Promise:
        return WHY[self.why]


def propose_names(text: str, script: str = "", surnames: Set[str] = frozenset()) -> list[NameProposal]:
    """Return readings of a name as it is written, the likeliest first.

    ``script`` overrides what its letters tell; ``surnames`` are those of the others on the page, which tell the order
    of the words. A name in the dative or genitive is read as one is called, and as it stands after that.
    """
    text = " ".join(text.split())
    if not text:
        return []
    # Where letters were marked as unclear, each of them is read as if it stood there alone.
    plain = all(word.isalpha() for word in text.split())
    spelled = (text,) if plain else read_illegible(text).alternatives[:4] or (text,)
    found: dict[NameRead, NameProposal] = {}
    for position, one in enumerate(spelled):
        for proposal in _of_forms(written_forms(one, surnames), script):
            weight = proposal.weight * (0.9**position)
            why = "choice" if len(spelled) > 1 else proposal.why
            kept = found.get(proposal.read)
            if kept is None or kept.weight < weight:
                changed = weight != proposal.weight or why != proposal.why
                found[proposal.read] = replace(proposal, weight=round(weight, 3), why=why) if changed else proposal
    told = (proposal for proposal in found.values() if proposal.read)
    return sorted(told, key=lambda proposal: -proposal.weight)[:_MOST]


def _of_forms(forms: list[WrittenForm], script: str) -> list[NameProposal]:
    """Read each form of a name; those that follow the likeliest one have a lesser weight, and say why they stand."""
    found = []
    for number, form in enumerate(forms):
        readings = _readings(form, script or script_of(form.text))
        if len(forms) > 1:
            readings = sorted(readings, key=lambda one: -one.weight)[: _OF_LATER if number else _OF_FIRST]
        scale = _LATER**number
        found += [replace(one, weight=one.weight * scale, why=form.why or one.why) for one in readings]
    return found


def divided(text: str, surnames: Set[str] = frozenset()) -> NameRead:
    """Return a name in its parts in the letters in which it is written, and as one is called."""
    return _read_of(written_forms(" ".join(text.split()), surnames)[0].parts)


def _read_of(parts: NameText) -> NameRead:
    return NameRead(parts.given, parts.patronymic, parts.surname, parts.prefix)


def sex_of(read: NameRead) -> str:
    """Return "F" or "M" where a given name, patronymic or surname tells the sex, else "U"."""
    sexes = {given_name_table()[key].sex for word in read.given.split()[:1] for key in sets_of_form(word)}
    if len(sexes) == 1:
        return {"female": "F", "male": "M"}.get(sexes.pop(), "U")
    for word, female, male in (
        (read.patronymic, _FEMALE_PATRONYMIC, _MALE_PATRONYMIC),
        (read.surname, _FEMALE_SURNAME, _MALE_SURNAME),
    ):
        if word and female.search(word):
            return "F"
        if word and male.search(word):
            return "M"
    return "U"


def _readings(form: WrittenForm, script: str) -> list[NameProposal]:
    if script == "Hebr":
        return [
            _proposal(read, Candidate(reading, 0.9**position), "letters", read)
            for position, reading in enumerate(hebrew_candidates(form.text)[:_MOST])
            for read in (read_name_text(reading),)
        ]
    if script != "Cyrl":
        tidy = _tidy(form.parts)
        return [_proposal(tidy, Candidate(form.text, 1.0), "written", form.parts), *_polish_given(tidy, form.parts)]
    return _cyrillic(form.parts)


def _tidy(parts: NameText) -> NameText:
    """Write capitals as names are written."""

    def cased(word: str) -> str:
        return word.title() if len(word) > 2 and word.isupper() else word

    return NameText(
        *(cased(parts.given), cased(parts.patronymic), cased(parts.surname)),
        maiden=called_at_birth(cased(parts.maiden)),
        prefix=parts.prefix,
    )


def _polish_given(parts: NameText, written: NameText) -> list[NameProposal]:
    """Propose the Polish form beside a Latin, German or English one: Antonius is Antoni."""
    polish = _given_in_polish(parts.given)
    return [
        _proposal(replace(parts, given=given), Candidate(given, 0.6), "usual", written)
        for given in polish
        if fold(given) != fold(parts.given)
    ][:2]


def _cyrillic(parts: NameText) -> list[NameProposal]:
    surnames = _surname_readings(parts.surname) or [Candidate("", 1.0)]
    usual = _given_in_polish(parts.given)
    letters = to_polish_letters(parts.given)
    givens = [(given, 0.95**number, "usual") for number, given in enumerate(usual)]
    givens += [(letters, 0.5 if givens else 1.0, "letters")] if letters not in usual else []
    patronymic, maiden = to_polish_letters(parts.patronymic), to_polish_letters(called_at_birth(parts.maiden))
    found = []
    for number, surname in enumerate(surnames):
        for given, weight, why in givens or [("", 1.0, "letters")]:
            read = NameText(given, patronymic, surname.reading, maiden, prefix=to_polish_letters(parts.prefix))
            reason = "rival" if number else why
            found.append(_proposal(read, Candidate("", surname.weight * weight), reason, parts))
    return found


def _surname_readings(surname: str) -> list[Candidate]:
    if not surname:
        return []
    known = {candidate.reading: candidate.weight for candidate in polish_candidates(surname, 4)}
    for reading in nasal_readings(surname):
        known.setdefault(reading, 0.5)
    return [Candidate(reading, weight) for reading, weight in known.items()]


def _given_in_polish(given: str) -> list[str]:
    """Return the Polish forms of given names, all their words together: "Жозефа Марія" is Józefa Maria."""
    words = given.split()
    each = [[given_name_table()[key].polish for key in sorted(sets_of_form(word))] for word in words]
    if not words or not all(each):
        return []
    rest = " ".join(forms[0] for forms in each[1:])
    return [f"{first} {rest}".strip() for first in each[0][:3]]


def _proposal(parts: NameText, candidate: Candidate, why: str, written: NameText) -> NameProposal:
    read = _read_of(parts)
    fathers = sorted(fathers_of_patronymic(parts.patronymic)) if parts.patronymic else []
    father = given_name_table()[fathers[0]].polish if len(fathers) == 1 else ""
    sex = sex_of(read)
    return NameProposal(
        read, candidate.weight, why, sex if sex != "U" else sex_of(_read_of(written)), father, parts.maiden
    )
