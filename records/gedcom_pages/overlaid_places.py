"""The place of an event or a stage that came with a file, as it goes out after a change."""

from records.gedcom_pages.overlay import Overlay
from records.gedcom_pages.said_in_file import plain
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.structure_edits import StructureEdits, groups_of, payload_of
from records.names.folding import fold

# How much of the words of a place knows it again, and how much of them a row holds as they were written.
_LONGEST_TEXT, _LONGEST_WRITTEN = 500, 300


def mend_place(over: Overlay, edits: StructureEdits, place: str | None, as_written: str) -> None:
    """Mend the first PLAC below a structure: other words of the same place go beside it."""
    out, level, child = over.out, edits.part.level + 1, edits.part.first("PLAC")
    if child is None:
        if place or as_written:
            edits.add(lambda: out.place(level, place, as_written))
        return
    same_words = plain(child.value[:_LONGEST_WRITTEN]) == plain(as_written)
    same_place = _means(over, child, place)
    if same_place and (same_words or (place and not as_written)):
        return
    if not place and not as_written:
        edits.put(child, [])
        return
    made = out.taken(lambda: out.place(level, place, as_written))
    if payload_of(made) != payload_of(child.lines):
        edits.rewrite(child, lambda: out.place(level, place, as_written))
        return
    # The place is the same: what stands below it is told by the place, not by the event.
    below = over.edits(child)
    for group in groups_of(made)[1]:
        if " NOTE As written: " in group[0]:
            below.add(lambda group=group: out.lines.extend(group))  # type: ignore[misc]
    edits.put(child, below.lines())


def _means(over: Overlay, part: Part, place: str | None) -> bool:
    """Say whether the words of a PLAC still mean the place of ours."""
    text = part.value.strip()[:_LONGEST_TEXT]
    if not place:
        return not text.strip(", ")
    located = next((child for child in part.children if child.tag == "_LOC"), None)
    if located is not None and over.pointed_to(located, "place") == place:
        return True
    called = over.out.place_text(place)
    # A place of our gazetteer was found by its bare name.
    by_name = "," not in text and fold(text) == fold(called.partition(",")[0])
    return plain(text) == plain(called) or by_name
