"""The extension tags of our GEDCOM files. Each is additive: without them the file stays whole."""

URI = "https://kresy.families/gedcom/v1/"

# tag: what it carries
EXTENSIONS = {
    "_PATR": "the patronymic of a name, kept out of the given names",
    "_WRIT": "the name exactly as its source writes it",
    "_CONCLUSION": "why this claim, of several, is the conclusion",
    "_CONCLUDED_BY": "who concluded so",
    "_STAGE": "the code of a stage of the journey",
    "_ROLE": "the role of the person on a stage",
    "_OUTCOME": "how the stage ended for the person",
    "_PRESENCE": "whether presence is documented or inferred",
    "_TRANSPORT": "the means of transport",
    "_REASON": "the reason of a separation",
    "_ORIGIN": "the place a stage set out from: a PLAC elsewhere",
    "_SHARED_DATE": "the date of a stage as a whole, where the person's own differs: a DATE elsewhere",
    "_DOCUMENT": "the kind of a document that stands as a source",
    "_JSON": "the columns of a document, as a JSON object",
    "_FIELD": "one field of a document or source",
    "_MENTION": "a name as it stands on a document",
    "_PERSON": "whom a mention is taken to be",
    "_CHILD": "the child whose parentage a citation of a family is about",
    "_PARTNER": "a partner of a family beyond two",
    "_REPEATS": "says that this structure only repeats in words what stands elsewhere in its record",
    "_PRIVATE": "says that a note is for the volunteers of the archive only",
    "_LOC": "a place with its dated names, and a pointer to it",
    "_NAME": "a name of a place",
    "_TYPE": "the kind of a place or of its name",
}

# Structures of the standard where the standard has no place for them: below a place of ours.
_STANDARD = "https://gedcom.io/terms/v7/"
RELOCATED = {f"_{tag}": f"{_STANDARD}{tag}" for tag in ("DATE", "LANG", "MAP", "NOTE", "UID")}


def addresses() -> dict[str, str]:
    """Return the address of each extension tag, as HEAD.SCHMA declares it."""
    return {tag: f"{URI}{tag}" for tag in EXTENSIONS} | RELOCATED
