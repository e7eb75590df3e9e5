"""Where something is from, as our tables note it in short, in words: which source, of what kind, or general knowledge.

The short names of sources stand in fixtures/reference/source_names.csv.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from records.dates.iso import from_iso
from records.dates.wording import word_date
from records.fixture_files import fixture_path, fixture_rows
from records.website.language_words import Spoken, guessed
from records.website.our_words import our_words
from records.website.reader_language import gettext as _
from records.website.reader_language import page_language

NOTHING = Spoken("")
_GENERAL = re.compile(r"^(?P<what>coords |end date |dates )?GK\b(?P<more>.*)$")
_GEONAMES = re.compile(r"^coords GeoNames (?P<number>\d+)$")
_RIVAL = re.compile(r"^rival (?:date )?(?P<date>[\d-]{4,10})(?: in| at|:)? (?P<source>.+)$")
_REMARK = re.compile(r"^(?P<told>.*?)\s*\((?P<remark>[^()]*)\)$")
_ADDRESS = re.compile(
    r"^(?:https?://)?(?P<site>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?P<path>/\S*)?(?P<more>(?: .*)?)$"
)
# Remarks in brackets that are part of the name of the source.
_OF_THE_NAME = frozenset({"army exodus", "IPN 2023"})


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One source of a note: ``before`` says what it is for, ``kind`` what it is; ``source`` is its page here."""

    title: Spoken
    before: str = ""
    kind: Spoken = NOTHING
    remark: Spoken = NOTHING
    source: str = ""
    address: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    begins: str
    title: str
    author: str
    kind: str
    address: str


def source_notes(note: str, ids: Mapping[str, str] | None = None) -> list[SourceNote]:
    """Return the sources of a note in words; ``ids`` are those of the sources that have a page, by their titles."""
    return [_worded(part.strip(), ids or {}) for part in note.split(";") if part.strip()]


def _worded(part: str, ids: Mapping[str, str]) -> SourceNote:
    if "claims.json" in part or "see also topic" in part:
        return SourceNote(our_words("other dates: see the disputed questions of the chronicle"))
    rival, geonames, general = _RIVAL.match(part), _GEONAMES.match(part), _GENERAL.match(part)
    if rival:
        day = word_date(from_iso(rival["date"]), page_language())
        return _of_source(rival["source"], ids, before=_("another date, %(date)s:") % {"date": day})
    if geonames:
        return SourceNote(
            Spoken("GeoNames"), _("coordinates:"), address=f"https://www.geonames.org/{geonames['number']}"
        )
    if general:
        before = {"coords ": _("coordinates:"), "end date ": _("the end:"), "dates ": _("the dates:")}
        remark = our_words(general["more"].strip(" ()"))
        if general["what"] == "coords ":
            remark = Spoken(_("approximate"))
        return SourceNote(
            Spoken(_("general knowledge")), before.get(general["what"] or "", ""), remark=remark, unverified=True
        )
    return _of_source(part, ids)


def _of_source(part: str, ids: Mapping[str, str], before: str = "") -> SourceNote:
    found = _REMARK.match(part)
    remark = NOTHING
    if found and found["remark"] not in _OF_THE_NAME:
        part, remark = found["told"], our_words(found["remark"])
    address = _ADDRESS.match(part)
    link = f"https://{address['site']}{address['path'] or ''}" if address and not address["more"].strip() else ""
    named = next((one for one in _named() if part.startswith(one.begins)), None)
    if named is not None:
        title, kind = our_words(named.title), our_words(named.kind)
        kind = NOTHING if title.text.endswith(f"({kind.text})") else kind
        if named.author and not title.text.startswith(named.author):
            title = Spoken(f"{named.author}, {title.text}", title.language)
        return SourceNote(title, before, kind, remark, ids.get(named.title, ""), link or named.address)
    if address:
        told = Spoken(f"{address['site'].removeprefix('www.')}{address['more']}")
        return SourceNote(told, before, our_words("web page"), remark, address=link)
    return SourceNote(guessed(part), before, remark=remark)


@cache
def _named() -> list[_Named]:
    """Return the sources that notes call by a short name, the longest names first."""
    told = json.loads(fixture_path("chronicle", "sources.json").read_text(encoding="utf-8"))
    sources = {source["key"]: source for source in told}
    found = []
    for row in fixture_rows("reference", "source_names.csv"):
        source = sources[row["source"]]
        address = source["url"] if source["url"].startswith("http") else ""
        found.append(_Named(row["begins"], source["title"], source["author"], source["kind"], address))
    return sorted(found, key=lambda one: -len(one.begins))
