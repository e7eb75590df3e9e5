"""What was stored in English when a citation or its source was made, said in the language of whoever reads it."""

import re
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy

# The words with which the kinds of documents cite: see ``citation`` in kinds.py.
WORDS = {
    "No.": pgettext_lazy("in a citation", "No."),
    "army number": pgettext_lazy("in a citation", "army number"),
    "certificate": pgettext_lazy("in a citation", "certificate"),
    "entry": pgettext_lazy("in a citation", "entry"),
    "file": pgettext_lazy("in a citation", "file"),
    "grave": pgettext_lazy("in a citation", "grave"),
    "page": pgettext_lazy("in a citation", "page"),
    "position": pgettext_lazy("in a citation", "position"),
    "row": pgettext_lazy("in a citation", "row"),
    "train": pgettext_lazy("in a citation", "train"),
}
_BEGINS = re.compile(rf"(?:^|(?<=, )|(?<=; ))({'|'.join(map(re.escape, WORDS))}) (?=\S)")
_MESSAGE = re.compile(r"^Message from (?P<who>.*), (?P<day>\d{1,2} [A-Z][a-z]+ \d{4})$")


def cited_place(page: str) -> str:
    """Return where in a source something stands: "pociąg 57, wiersz 1" of "train 57, row 1"."""
    return _BEGINS.sub(lambda found: f"{WORDS[found[1]]} ", page)


def source_title(title: str, kind: str) -> str:
    """Return what a source is called; one that is a reader's message was called in English."""
    found = _MESSAGE.match(title) if kind == "message" else None
    if found is None:
        return title
    try:
        day = datetime.strptime(found["day"], "%d %B %Y").date()
    except ValueError:
        return title
    return gettext("Message from %(who)s, %(day)s") % {"who": found["who"], "day": date_format(day, "j E Y")}
