"""Families, sources and archives that came with a file and were changed since."""

from collections.abc import Callable, Mapping
from typing import Any

from records.gedcom_pages.events import add_event
from records.gedcom_pages.families import cite_child, roles_of
from records.gedcom_pages.overlaid_events import mended_event
from records.gedcom_pages.overlay import Overlay, imported_here, is_new
from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.said_in_file import is_confidential, plain
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.sources import date_words
from records.gedcom_pages.structure_edits import NOTE_TAGS
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS

Row = Mapping[str, Any]
_MEMBERS = {"HUSB": "partners", "WIFE": "partners", "CHIL": "children"}
_EVENT_TAGS = {EVENT_KINDS[kind][1] for kind in FAMILY_EVENT_KINDS} | {"EVEN", "FACT", "RESI", "CENS"}
_LONGEST_SIGNATURE = 200


def overlaid_family(over: Overlay, body: Row) -> str:
    """Return the text of a family's record."""
    out = over.out
    rows = {found["line"]: row for row in body["events"] if (found := imported_here(row)) is not None}
    notes, pointed = over.take_notes(body["note"]), dict[tuple[str, str], str]()
    hidden = any(part.tag == "RESN" and is_confidential(part.value) for part in over.parts)
    for part in over.parts:
        if over.is_homeless(part):
            over.keep(part)
        elif part.tag in _MEMBERS:
            _keep_member(over, part, body, pointed)
        elif part.tag in _EVENT_TAGS:
            row = rows.get(part.line)
            if row is not None:
                over.put(part, mended_event(over, part, row, of_family=True, hidden=hidden))
        elif part.tag in NOTE_TAGS:
            notes.take(part)
        else:
            over.keep(part)
    for key, members in (("partners", body["partners"]), ("children", body["children"])):
        for member in filter(is_new, members):
            if (key, member["person"]) not in pointed:
                tag = "CHIL" if key == "children" else _role(body, member["person"])
                over.add(tag, _pointing(over, tag, member["person"]))
    for event in filter(is_new, body["events"]):
        tag = EVENT_KINDS[event["kind"]][1] if event["kind"] in EVENT_KINDS else "EVEN"
        over.add(tag, lambda event=event: add_event(out, event, of_family=True))  # type: ignore[misc]
    notes.add_new()
    over.add("NOTE", lambda: out.private_note(body["private_note"]))
    for child in body["children"]:
        for citation in filter(is_new, child["citations"]):
            over.add("SOUR", lambda child=child, citation=citation: cite_child(out, child, citation))  # type: ignore[misc]
    return over.text()


def _keep_member(over: Overlay, part: Part, body: Row, pointed: dict[tuple[str, str], str]) -> None:
    """Keep a pointer to a member; ``pointed`` holds the pointers that were kept. Two who are one by now stand once."""
    person, key = over.pointed_to(part, "person"), _MEMBERS[part.tag]
    if person is not None and pointed.get((key, person), part.value) != part.value:
        return
    if person is None or any(member["person"] == person for member in body[key]):
        over.keep(part)
    if person is not None:
        pointed[key, person] = part.value


def _role(body: Row, person: str) -> str:
    roles, _others = roles_of(body["partners"])
    return next((role for role, partner in roles.items() if partner == person), "_PARTNER")


def _pointing(over: Overlay, tag: str, person: str) -> Callable[[], None]:
    return lambda: over.out.pointer(1, tag, over.out.xref("P", person))


def overlaid_source(over: Overlay, body: Row) -> str:
    """Return the text of a source's record."""
    now = {"TITL": body["title"], "AUTH": body["author"], "PUBL": body["publication"]}
    return _overlaid_words(over, body, now, ("TEXT",), lambda: _add_what_no_file_brings(over.out, body))


def overlaid_archive(over: Overlay, body: Row) -> str:
    """Return the text of an archive's record."""
    now = {"NAME": body["name"], "ADDR": body["place_text"], "WWW": body["url"]}
    return _overlaid_words(over, body, now, (), lambda: None)


def _add_what_no_file_brings(out: RecordText, body: Row) -> None:
    """Write what of a source has no tag of its own, as in a source of ours."""
    for words in (body["url"], body["rights"], *body["reliability"].values()):
        out.text(1, "NOTE", words)
    out.fields(1, [("kind", body["kind"]), ("date", date_words(body["date"]))])


def _overlaid_words(
    over: Overlay, body: Row, now: Mapping[str, str], also: tuple[str, ...], add_more: Callable[[], None]
) -> str:
    """Return the text of a record whose structures are single words of ours, by tag.

    ``also`` are the tags whose words our note has, beside those of the notes; ``add_more`` writes what else is new.
    """
    out, done = over.out, set[str]()
    # Only the first of them became words of ours.
    texts = [part.line for part in over.parts if part.tag in also]
    notes = over.take_notes(body["note"], also)
    # What has no title is called by other words of its record, or as the file calls it.
    stand_ins = {over.record.whole.structure.xref, "?"}
    stand_ins |= {plain(part.value)[:400] for part in over.parts if part.tag in ("ABBR", "TEXT")}
    for part in over.parts:
        tag = part.tag
        if tag == "REPO" and tag not in done:
            # Where it points to nobody, its call number is ours all the same.
            done.add(tag)
            _mend_repository(over, part, body)
        elif over.is_homeless(part):
            over.keep(part)
        elif tag in NOTE_TAGS or part.line in texts[:1]:
            notes.take(part)
        elif tag in now and tag not in done:
            done.add(tag)
            _mend_word(over, part, now[tag])
        else:
            over.keep(part)
    for tag, words in now.items():
        if tag not in done and words and plain(words) not in stand_ins:
            over.add(tag, lambda tag=tag, words=words: out.text(1, tag, words))  # type: ignore[misc]
    if "REPO" not in done and (body.get("archive") or body.get("signature")):
        over.add("REPO", lambda: _repository(over, body))
    notes.add_new()
    over.add("NOTE", add_more)
    return over.text()


def _mend_word(over: Overlay, part: Part, now: str) -> None:
    """Keep a structure while our column has its words, as much of them as it has room for."""
    said = part.value.replace("\n", ", ") if part.tag == "ADDR" else part.value
    cut = bool(now) and part.line in over.cut and plain(said).startswith(plain(now))
    if plain(said) == plain(now) or cut:
        over.keep(part)
    elif now:
        over.replace(part, lambda: over.out.text(1, part.tag, now))


def _mend_repository(over: Overlay, part: Part, body: Row) -> None:
    """Mend the archive that a source lies in, and its call number there."""
    edits, out, number = over.edits(part), over.out, part.first("CALN")
    ours = over.pointed_to(part, "archive")
    if body.get("archive") and ours != body["archive"]:
        edits.begin([f"1 REPO {out.xref('R', body['archive'])}"])
    elif ours is not None and not body.get("archive"):
        return
    said = plain(number.value if number is not None else "")[:_LONGEST_SIGNATURE]
    same = said == plain(body["signature"])
    edits.say([number] if number is not None else [], same, lambda: out.text(2, "CALN", body["signature"]))
    over.put(part, edits.lines())


def _repository(over: Overlay, body: Row) -> None:
    out = over.out
    if body["archive"]:
        out.pointer(1, "REPO", out.xref("R", body["archive"]))
    else:
        out.lines.append("1 REPO @VOID@" if out.seven else "1 REPO")
    out.text(2, "CALN", body["signature"])
