"""What the search field offers while somebody types: surnames in any spelling, and places. For the page's own script.

The form works without it; the answer names only what the edition holds at that moment.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from records.edition.suggesting import LONGEST, suggest_places, suggest_surnames
from records.names.folding import fold
from records.website.access import Edition, everyone_may_read
from records.website.language_words import guessed
from records.website.place_words import place_words

SURNAMES, PLACES = 6, 4
# The word being typed: after the last blank, comma or bracket. A place may have several words.
_LAST_WORD = re.compile(r"^(.*[\s,;:(]|)([^\s,;:(]*)$", re.DOTALL)
_LAST_PART = re.compile(r"^(.*[,;:(]\s*|)([^,;:(]*)$", re.DOTALL)


@everyone_may_read
def suggest(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Return suggestions as JSON: what the field would then hold, what is shown, and a second line."""
    typed = request.GET.get("q", "").replace("\x00", "")[-4 * LONGEST :]
    wanted = request.GET.get("for", "")
    found: list[dict[str, Any]] = []
    before, word = _parts(_LAST_WORD, typed)
    if wanted != "place":
        found += [_surname(before, one) for one in suggest_surnames(edition, word, SURNAMES)]
    if wanted != "surname":
        before, part = _parts(_LAST_PART if wanted == "place" else _LAST_WORD, typed)
        found += [_place(before, one, part) for one in suggest_places(edition, part, PLACES)]
    response = JsonResponse({"suggestions": found})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _parts(pattern: re.Pattern[str], typed: str) -> tuple[str, str]:
    match = pattern.match(typed)
    return (match.group(1), match.group(2)) if match else ("", typed)


def _surname(before: str, one: Any) -> dict[str, Any]:
    text = guessed(one.text)
    return {
        "kind": "surname",
        "value": f"{before}{one.text}",
        "text": one.text,
        "lang": text.language,
        "more": ", ".join(one.forms),
    }


def _place(before: str, one: Any, typed: str) -> dict[str, Any]:
    words = place_words(one.id, one.card)
    modern = one.card["modern"]
    # Whoever began to type Lviv goes on with Lviv.
    begun = fold(typed)
    is_modern = fold(modern).startswith(begun) and not fold(words.name.text).startswith(begun)
    name = modern if is_modern else words.name.text
    more = words.today if name == words.name.text else str(words)
    return {"kind": "place", "value": f"{before}{name}", "text": name, "lang": guessed(name).language, "more": more}
