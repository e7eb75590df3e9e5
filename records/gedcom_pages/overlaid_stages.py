"""A stage of the journey that came with a file, as one traveller's record tells it after a change."""

from collections.abc import Mapping, Sequence
from typing import Any

from records.gedcom_pages.overlaid_citations import mend_citations
from records.gedcom_pages.overlaid_places import mend_place
from records.gedcom_pages.overlay import Overlay, imported_here, is_new
from records.gedcom_pages.said_in_file import plain, says_date, says_words
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.stages import add_stage, shared_date
from records.gedcom_pages.structure_edits import NOTE_TAGS, StructureEdits
from records.journeys.stages import STAGE_OF_GEDCOM_TYPE, STAGES

Row = Mapping[str, Any]
_LONGEST_TITLE = 300
_DIED_HERE = "died here"
_USUAL_PRESENCE = "documented"


def mended_stage(over: Overlay, part: Part, travel: Row, stage: Row) -> list[str]:
    """Return the lines of a person's part in a stage."""
    edits, out, level = over.edits(part), over.out, part.level + 1
    _mend_title(edits, stage)
    child = part.first("TYPE")
    said = STAGE_OF_GEDCOM_TYPE.get(part.text("TYPE").strip().casefold())
    kind = STAGES.get(stage["code"])
    same = kind is None or (said is not None and said.code == kind.code)
    edits.say(_those(child), same, lambda: out.text(level, "TYPE", kind.gedcom_type if kind else ""))
    _mend_dates(over, edits, travel, stage)
    mend_place(over, edits, stage["place"], stage["place_as_written"])
    _mend_words(over, edits, travel, stage)
    notes = part.all(*NOTE_TAGS)
    if notes and part.value and over.words_of(notes[0]) == part.value:
        # Some programs drop payloads, so a first note may repeat it.
        echo = notes.pop(0)
        edits.say([echo], part.value == stage["title"], lambda: out.text(level, "NOTE", stage["title"]))
    told = {plain(over.words_of(note)) for note in notes}
    # What the first traveller of a shared stage told of it alone need not stand with the others, too.
    own_alone = is_shared(part) and not (stage.get("changed_since") and not told)
    own_alone = own_alone and (not told or not any(words in plain(stage["note"]) for words in told))
    texts = [travel["note"]] if own_alone else [stage["note"], travel["note"]]
    now = "\n\n".join(filter(None, texts))
    untouched = is_shared(part) and not stage.get("changed_since") and plain(travel["note"]) in (*told, "")
    if not (untouched and all(words in plain(now) for words in told)):
        over.mend_notes(edits, notes, now)
    _mend_citations(over, edits, stage)
    # That somebody was there is what any stage says.
    unsaid = {"presence": ""} if travel["presence"] == _USUAL_PRESENCE and part.first("_PRESENCE") is None else {}
    edits.mend_repetitions(lambda: add_stage(out, {**travel, **unsaid}, {**stage, "citations": ()}, ()))
    return edits.lines()


def _mend_title(edits: StructureEdits, stage: Row) -> None:
    part, out, now = edits.part, edits.out, stage["title"]
    title = part.first("_TITLE")
    if title is not None and title.value:
        same = says_words(title, now, _LONGEST_TITLE)
        edits.say([title], same, lambda: out.text(part.level + 1, "_TITLE", now))
    elif not says_words(part, now, _LONGEST_TITLE):
        edits.begin(out.taken(lambda: out.text(part.level, part.tag, now)) or [f"{part.level} {part.tag}"])


def _mend_dates(over: Overlay, edits: StructureEdits, travel: Row, stage: Row) -> None:
    part, out, level = edits.part, over.out, edits.part.level + 1
    date, of_all = part.first("DATE"), part.first("_SHARED_DATE")
    now = travel["date"] or stage["date"]
    same = says_date(date, now)

    def write() -> None:
        out.date_note(level, out.date(level, now))

    edits.say(_those(date), same, write)
    words = shared_date(travel, stage)
    # Of two people who share a stage the second may tell a day of its own, without a word of the first one's.
    same_of_all = says_date(of_all, stage["date"] if travel["date"] else None) or (of_all is None and same)
    edits.say(_those(of_all), same_of_all, lambda: out.text(level, "_SHARED_DATE", words))


def _mend_words(over: Overlay, edits: StructureEdits, travel: Row, stage: Row) -> None:
    """Mend what our extensions say; a word that is none of ours stays while ours is the usual one."""
    part, out, level = edits.part, over.out, edits.part.level + 1
    for tag, now, usual in (
        ("_STAGE", stage["code"], stage["code"]),
        ("_ROLE", travel["role"], ""),
        ("_OUTCOME", travel["outcome"], "unknown"),
        ("_PRESENCE", travel["presence"], _USUAL_PRESENCE),
        ("_TRANSPORT", stage["transport"], ""),
        ("_REASON", travel["reason"], ""),
    ):
        child = part.first(tag)
        same = says_words(child, now, len(now) + 1) or (now == usual and (child is None or tag == "_STAGE"))
        edits.say(_those(child), same, lambda tag=tag, now=now: out.text(level, tag, now))  # type: ignore[misc]
    origin, told = part.first("_ORIGIN"), out.place_text(stage["origin"])
    edits.say(_those(origin), plain(part.text("_ORIGIN")) == plain(told), lambda: out.text(level, "_ORIGIN", told))
    cause = part.first("CAUS")
    died = travel["outcome"] == "died"
    if (cause is None and died and part.text("_OUTCOME") != "died") or (
        cause is not None and cause.value == _DIED_HERE and part.text("_OUTCOME") == "died" and not died
    ):
        edits.say(_those(cause), False, lambda: out.text(level, "CAUS", _DIED_HERE if died else ""))


def _mend_citations(over: Overlay, edits: StructureEdits, stage: Row) -> None:
    """Mend the citations of the stage where its first traveller tells them; another's stay with their own words."""
    part = edits.part
    lines = {found["line"] for row in stage["citations"] if (found := imported_here(row)) is not None}
    if is_shared(part) and part.all("SOUR") and not any(child.line in lines for child in part.children):
        edits.add(lambda: over.out.citations(part.level + 1, filter(is_new, stage["citations"])))
    else:
        mend_citations(over, edits, stage["citations"])


def is_shared(part: Part) -> bool:
    """Say whether others may have travelled the same stage: its UID tells."""
    return part.first("UID") is not None or part.first("_UID") is not None


def _those(part: Part | None) -> Sequence[Part]:
    return [part] if part is not None else []
