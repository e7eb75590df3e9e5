"""The extension tags of our GEDCOM files. Each is additive: without them the file stays whole."""

URI = "https://kresy.families/gedcom/v1/"

# tag: what it carries
EXTENSIONS = {
    "_PATR": "the patronymic of a name, kept out of the given names",
    "_WRIT": "the name exactly as its source writes it",
    "_CONCLUSION": "why this claim, of several, is the conclusion",
    "_CONCLUDED_BY": "who concluded so",
    "_STAGE": "the code of a stage of the journey",
    "_TITLE": "the title of a stage: a particular train, ship or unit",
    "_ROLE": "the role of the person on a stage",
    "_OUTCOME": "how the stage ended for the person",
    "_PRESENCE": "whether presence is documented or inferred",
    "_TRANSPORT": "the means of transport",
    "_REASON": "the reason of a separation",
    "_DOCUMENT": "the kind of a document that stands as a source",
    "_FIELD": "one field of a document or source",
    "_MENTION": "a name as it stands on a document",
}
