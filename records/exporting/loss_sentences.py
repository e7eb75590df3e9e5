"""Each loss of an export as a sentence with its number, in the grammar of the reader's language."""

from typing import Any

from django.utils.translation import ngettext_lazy

# By what the loss report calls them. Polish has three forms for numbers, so the number belongs into the sentence.
SENTENCES: dict[str, Any] = {
    "places where a record breaks a rule of its GEDCOM version": ngettext_lazy(
        "%(number)s place where a record breaks a rule of its GEDCOM version",
        "%(number)s places where a record breaks a rule of its GEDCOM version",
        "number",
    ),
    "parts of pictures that show a person, which stand in words only": ngettext_lazy(
        "%(number)s part of a picture that shows a person, which stands in words only",
        "%(number)s parts of pictures that show a person, which stand in words only",
        "number",
    ),
    "dates whose words stand in a note": ngettext_lazy(
        "%(number)s date whose words stand in a note", "%(number)s dates whose words stand in a note", "number"
    ),
    "partners beyond two in a family": ngettext_lazy(
        "%(number)s partner beyond two in a family", "%(number)s partners beyond two in a family", "number"
    ),
    "further transcriptions, which stand in notes": ngettext_lazy(
        "%(number)s further transcription, which stands in a note",
        "%(number)s further transcriptions, which stand in notes",
        "number",
    ),
    "identifications of names on documents, which stand in words only": ngettext_lazy(
        "%(number)s identification of a name on a document, which stands in words only",
        "%(number)s identifications of names on documents, which stand in words only",
        "number",
    ),
    "lines of imported files that have no home here": ngettext_lazy(
        "%(number)s line of an imported file that has no home here",
        "%(number)s lines of imported files that have no home here",
        "number",
    ),
    "names in other scripts, which stand as names of their own": ngettext_lazy(
        "%(number)s name in another script, which stands as a name of its own",
        "%(number)s names in other scripts, which stand as names of their own",
        "number",
    ),
    "names without a word": ngettext_lazy(
        "%(number)s name without a word", "%(number)s names without a word", "number"
    ),
    "sources of a parentage, which stand at the family": ngettext_lazy(
        "%(number)s source of a parentage, which stands at the family",
        "%(number)s sources of a parentage, which stand at the family",
        "number",
    ),
    "mentions of places whose dated names stand in notes": ngettext_lazy(
        "%(number)s mention of a place whose dated names stand in a note",
        "%(number)s mentions of places whose dated names stand in notes",
        "number",
    ),
    "a sex that is neither female nor male": ngettext_lazy(
        "%(number)s person of a sex that is neither female nor male",
        "%(number)s people of a sex that is neither female nor male",
        "number",
    ),
    "notes for volunteers only": ngettext_lazy(
        "%(number)s note for volunteers only", "%(number)s notes for volunteers only", "number"
    ),
    "stages of the journey that no longer tell who shared them": ngettext_lazy(
        "%(number)s stage of the journey that no longer tells who shared it",
        "%(number)s stages of the journey that no longer tell who shared them",
        "number",
    ),
    "citations of sources that are not published": ngettext_lazy(
        "%(number)s citation of a source that is not published",
        "%(number)s citations of sources that are not published",
        "number",
    ),
    "family histories": ngettext_lazy("%(number)s family history", "%(number)s family histories", "number"),
    "chapters of the chronicle": ngettext_lazy(
        "%(number)s chapter of the chronicle", "%(number)s chapters of the chronicle", "number"
    ),
    "stages without travellers": ngettext_lazy(
        "%(number)s stage without travellers", "%(number)s stages without travellers", "number"
    ),
    "pictures, which only a GEDZIP holds": ngettext_lazy(
        "%(number)s picture, which only a GEDZIP holds", "%(number)s pictures, which only a GEDZIP holds", "number"
    ),
    "pictures: the file names them by their checksums and does not hold them": ngettext_lazy(
        "%(number)s picture: the file names it by its checksum and does not hold it",
        "%(number)s pictures: the file names them by their checksums and does not hold them",
        "number",
    ),
    "links to records that are not in the file": ngettext_lazy(
        "%(number)s link to a record that is not in the file",
        "%(number)s links to records that are not in the file",
        "number",
    ),
}


def loss_sentence(what: str, number: int) -> str:
    """Return "2 names without a word" in the language of the reader; an unknown loss keeps its own words."""
    forms = SENTENCES.get(what)
    return f"{number} {what}" if forms is None else str(forms % {"number": number})
