"""Families, sources and archives that came with a file and were changed since."""

from collections.abc import Callable, Mapping
from typing import Any

from records.gedcom_pages.events import add_event
from records.gedcom_pages.families import roles_of
from records.gedcom_pages.overlay import NOTE_TAGS, Overlay, imported_here, is_new, is_untouched
from records.gedcom_pages.source_record import Part
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS

Row = Mapping[str, Any]
_MEMBERS = {"HUSB": "partners", "WIFE": "partners", "CHIL": "children"}
_EVENT_TAGS = {EVENT_KINDS[kind][1] for kind in FAMILY_EVENT_KINDS} | {"EVEN", "FACT", "RESI", "CENS"}


def overlaid_family(over: Overlay, body: Row) -> str:
    """Return the text of a family's record."""
    out = over.out
    rows = {found["line"]: row for row in body["events"] if (found := imported_here(row)) is not None}
    same_notes, pointed = over.notes(body["note"]), set[tuple[str, str]]()
    for part in over.parts:
        if over.is_homeless(part):
            over.keep(part)
        elif part.tag in _MEMBERS:
            _keep_member(over, part, body, pointed)
        elif part.tag in _EVENT_TAGS:
            _keep_event(over, part, rows.get(part.line))
        elif part.tag not in NOTE_TAGS or same_notes:
            over.keep(part)
    for key, members in (("partners", body["partners"]), ("children", body["children"])):
        for member in filter(is_new, members):
            if (key, member["person"]) not in pointed:
                tag = "CHIL" if key == "children" else _role(body, member["person"])
                over.add(tag, _pointing(over, tag, member["person"]))
    for event in filter(is_new, body["events"]):
        tag = EVENT_KINDS[event["kind"]][1] if event["kind"] in EVENT_KINDS else "EVEN"
        over.add(tag, lambda event=event: add_event(out, event, of_family=True))  # type: ignore[misc]
    if not same_notes:
        over.add("NOTE", lambda: out.text(1, "NOTE", body["note"]))
    over.add("NOTE", lambda: out.private_note(body["private_note"]))
    return over.text()


def _keep_member(over: Overlay, part: Part, body: Row, pointed: set[tuple[str, str]]) -> None:
    person, key = over.pointed_to(part, "person"), _MEMBERS[part.tag]
    if person is None or any(member["person"] == person for member in body[key]):
        over.keep(part)
    if person is not None:
        pointed.add((key, person))


def _keep_event(over: Overlay, part: Part, row: Row | None) -> None:
    if row is None:
        return
    if is_untouched(row):
        over.keep(part)
        return
    same = {citation["imported"]["line"] for citation in row["citations"] if is_untouched(citation)}
    other = [citation for citation in row["citations"] if not is_untouched(citation)]
    over.replace(part, lambda: add_event(over.out, {**row, "citations": other}, of_family=True), same)


def _role(body: Row, person: str) -> str:
    roles, _others = roles_of(body["partners"])
    return next((role for role, partner in roles.items() if partner == person), "_PARTNER")


def _pointing(over: Overlay, tag: str, person: str) -> Callable[[], None]:
    return lambda: over.out.pointer(1, tag, over.out.xref("P", person))


def overlaid_source(over: Overlay, body: Row) -> str:
    """Return the text of a source's record."""
    words = next((part.structure.value for part in over.parts if part.tag == "TEXT"), "")
    now = {"TITL": body["title"], "AUTH": body["author"], "PUBL": body["publication"]}
    return _overlaid_words(over, body, now, body["note"], words)


def overlaid_archive(over: Overlay, body: Row) -> str:
    """Return the text of an archive's record."""
    return _overlaid_words(over, body, {"NAME": body["name"], "WWW": body["url"]}, body["note"], "")


def _overlaid_words(over: Overlay, body: Row, now: Mapping[str, str], note: str, text: str) -> str:
    """Return the text of a record whose structures are single words of ours, by tag."""
    out, done = over.out, set[str]()
    same_notes = over.notes(note, before=text)
    # What has no title is called by other words of its record, or as the file calls it.
    stand_ins = {over.record.head().split(" ", 2)[1], "?"}
    stand_ins |= {_plain(part.structure.value)[:400] for part in over.parts if part.tag in ("ABBR", "TEXT")}
    for part in over.parts:
        tag = part.tag
        if over.is_homeless(part):
            over.keep(part)
        elif tag == "REPO" and body.get("archive") and not _names_repository(over, part, body):
            over.replace(part, lambda: _repository(over, body))
        elif tag not in now or tag in done:
            if (tag not in NOTE_TAGS and tag != "TEXT") or same_notes:
                over.keep(part)
        else:
            done.add(tag)
            if _plain(part.structure.value) == _plain(now[tag]):
                over.keep(part)
            elif now[tag]:
                over.replace(part, lambda tag=tag: out.text(1, tag, now[tag]))  # type: ignore[misc]
    for tag, words in now.items():
        if tag not in done and words and _plain(words) not in stand_ins:
            over.add(tag, lambda tag=tag, words=words: out.text(1, tag, words))  # type: ignore[misc]
    if not same_notes:
        over.add("NOTE", lambda: out.text(1, "NOTE", note))
    return over.text()


def _names_repository(over: Overlay, part: Part, body: Row) -> bool:
    """Say whether a REPO still names the archive and the call number of the source."""
    same_number = _plain(part.structure.text("CALN"))[:200] == _plain(body["signature"])
    return same_number and over.pointed_to(part, "archive") in (body["archive"], None)


def _repository(over: Overlay, body: Row) -> None:
    over.out.pointer(1, "REPO", over.out.xref("R", body["archive"]))
    over.out.text(2, "CALN", body["signature"])


def _plain(words: str) -> str:
    return " ".join(words.split())
