"""The lines of a file that the archive has no home for: alike ones together, the most frequent first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

_PLACES_NAMED = 4
_REMARK = re.compile(r"(?P<path>.*?) ?(?:\((?P<remark>.*)\))?")
_REMARKS = {
    "repeated": gettext_lazy("repeated"),
    "differs": gettext_lazy("the parts of the name differ from it"),
    "partly taken": gettext_lazy("partly taken"),
    "not understood": gettext_lazy("not understood"),
    "shortened": gettext_lazy("shortened"),
    "points to nobody": gettext_lazy("points to nobody"),
    "already in the archive": gettext_lazy("already in the archive"),
    "not in the archive": gettext_lazy("the file is not in the GEDZIP"),
    "no picture": gettext_lazy("no picture that can be read"),
    "its picture did not come": gettext_lazy("its picture did not come"),
    "outside of the picture": gettext_lazy("outside of the picture"),
    "of several pictures": gettext_lazy("it may mean any of several pictures"),
    "asserts nothing": gettext_lazy("asserts nothing"),
    "with a title": gettext_lazy("with a title"),
    "its words came into no record": gettext_lazy("its words came into no record"),
    "its events were marked": gettext_lazy("its events were marked"),
    "waits: its record is published": gettext_lazy("waits: its record is published"),
    "other": gettext_lazy("other"),
}


@dataclass(frozen=True, slots=True)
class HomelessLines:
    """Lines of one kind: what they are called, where they stand and how often, and the first of them as an example.

    ``places`` is empty where they stand in one place only: then ``path`` tells it.
    """

    path: str
    remark: str
    count: int
    first_line: int | None
    places: tuple[tuple[str, int], ...] = ()
    places_more: int = 0


def homeless_lines(report: dict[str, Any]) -> list[HomelessLines]:
    """Return the lines without a home, grouped by their last two tags and what is said of them."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for entry in report.get("not_taken", []):
        found = _REMARK.fullmatch(entry["path"])
        path, remark = (found["path"], found["remark"] or "") if found else (entry["path"], "")
        ending = ".".join(path.split(".")[-2:])
        groups.setdefault((ending, remark), []).append({**entry, "path": path})
    lines = [_grouped(ending, remark, entries) for (ending, remark), entries in groups.items()]
    return sorted(lines, key=lambda group: (-group.count, group.path))


def _grouped(ending: str, remark: str, entries: list[Mapping[str, Any]]) -> HomelessLines:
    count = sum(entry["count"] for entry in entries)
    first = min((entry["first_line"] for entry in entries if entry.get("first_line")), default=None)
    words = str(_REMARKS[remark]) if remark in _REMARKS else gettext(remark) if remark else ""
    if len(entries) == 1:
        return HomelessLines(entries[0]["path"], words, count, first)
    places = sorted(((entry["path"].removesuffix(f".{ending}"), entry["count"]) for entry in entries), key=_frequent)
    more = max(0, len(places) - _PLACES_NAMED)
    return HomelessLines(ending, words, count, first, tuple(places[:_PLACES_NAMED]), more)


def _frequent(place: tuple[str, int]) -> tuple[int, str]:
    return -place[1], place[0]
