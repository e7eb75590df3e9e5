"""What a judge may say of our files, each with the reason why the file is right. Anything else fails."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """Findings of a judge whose words match a pattern, and why they are none."""

    judge: str
    pattern: str
    reason: str


EXPLAINED = (
    Explained(
        "js-gedcom",
        r"warning: .* Register extensions at ",
        "An extension need not be registered: ours are documented, each with its address in HEAD.SCHMA.",
    ),
    Explained("js-gedcom", r"warning: Unregistered extension ", "The same, told of each place where one stands."),
    Explained(
        "js-gedcom",
        r"warning: parser does not understand datatype https://gedcom\.io/terms/v7/type-FilePath",
        "Its tables are of 7.0.17 or later, its code is older: it knows no paths of files, and lets each pass.",
    ),
    Explained(
        "gedcomtools",
        r"illegal_substructure: Tag '(LATI|LONG)' is not allowed under '_MAP'",
        "HEAD.SCHMA says that _MAP is the standard's MAP elsewhere, so that its substructures are those of MAP.",
    ),
    Explained(
        "gedcomtools",
        r"cardinality_exceeded: Tag '(BIRT|DEAT)' appears \d+ times under 'INDI'",
        "7.0 allows any number (INDI-BIRT {0:M}): rival claims stand side by side, the preferred first.",
    ),
    Explained(
        "kimon",
        r"W004 Custom tag _UID is non-standard",
        "5.5.1 has no UID; _UID is what Gramps, Legacy and RootsMagic read and write.",
    ),
    Explained(
        "kimon",
        r"W01[23] (SOUR|REPO) record is never referenced",
        "The archive keeps sources, documents and archives of which no one in the file is known to come yet.",
    ),
    Explained("kimon", r"W014 ", "Someone known from a list alone, without relatives, still is someone."),
    Explained(
        "kimon",
        r"W025 ",
        "A child born before the parents' wedding is a fact of life; the invented file has many.",
    ),
)


def unexplained(judge: str, said: list[str]) -> list[str]:
    """Return what a judge says beyond what is explained, at most twenty sentences of it."""
    patterns = [re.compile(row.pattern) for row in EXPLAINED if row.judge == judge]
    return [words for words in said if not any(pattern.search(words) for pattern in patterns)][:20]
