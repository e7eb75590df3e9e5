"""Narratives and chapters: Markdown without HTML, cleaned again before it is trusted.

A story may point to what the archive holds (told; the desk tells its authors the same, templates/admin/records/):

    ![caption](document:ID)        on a line of its own: the first picture of a document
    ![caption](document:ID#2)      its second picture
    ![caption](journey:)           the map of the family's journey; (journey:1940-1942): of its stages of these years
    [words](document:ID)           a link to a document; as well person:, place:, stage:, history:

What the edition does not show leaves its caption, or its words without a link. No picture comes from elsewhere.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from records.edition.queries import Key

# The page has its own h1 and h2: headings inside a text begin below them.
HEADINGS_BELOW = 2
ALLOWED = {
    "p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "hr", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "code", "pre",
}  # fmt: skip
LINKED = ("document", "person", "place", "stage", "history")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_PICTURE = re.compile(r"document:([a-z0-9]{1,13})(?:#([1-9]\d{0,3}))?", re.ASCII)
_MAP = re.compile(r"journey:(?:(1[89]\d\d|20\d\d)(?:-(1[89]\d\d|20\d\d))?)?", re.ASCII)
_LINK = re.compile(rf"({'|'.join(LINKED)}):([a-z0-9]{{1,13}})", re.ASCII)
# How a link of ours stands in the cleaned text until the edition is asked.
_OURS = "kresy"
_OUR_LINK = re.compile(rf'<a href="{_OURS}:([a-z]+)/([a-z0-9]+)"[^>]*>(.*?)</a>', re.DOTALL | re.ASCII)


@dataclass(frozen=True, slots=True)
class InPlace:
    """A picture of a document (``document`` and its ``number``), or a map of the journey of these years (0: any)."""

    caption: str
    document: str = ""
    number: int = 0
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a story, for its contents."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A narrative read: stretches of HTML with what stands between them; ``named`` are the records it points to."""

    parts: Sequence[str | InPlace]
    headings: Sequence[Heading]
    named: Collection[Key]

    def html(self, part: str, addresses: Mapping[Key, str]) -> SafeString:
        """Return a stretch with the links that lead somewhere; the words of the others stand alone."""

        def led(found: re.Match[str]) -> str:
            address = addresses.get((found[1], found[2]))
            return f'<a href="{escape(address)}">{found[3]}</a>' if address else found[3]

        return mark_safe(_OUR_LINK.sub(led, part))  # noqa: S308  (the stretch was cleaned, the addresses are ours)


@lru_cache(maxsize=256)
def prose(text: str) -> SafeString:
    """Return the text as safe HTML; raw HTML in it is shown as its letters, pictures as their captions."""
    story = told(text)
    parts = (part if isinstance(part, str) else f"<p>{escape(part.caption)}</p>\n" for part in story.parts)
    return story.html("".join(parts), {})


@lru_cache(maxsize=64)
def told(text: str, anchor: str = "") -> Story:
    """Read a narrative; with an ``anchor`` its headings get ids that begin with it."""
    tokens = _MARKDOWN.parse(text)
    named: set[Key] = set()
    headings: list[Heading] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"
        if token.type == "inline" and before is not None and before.type == "heading_open" and anchor:
            headings.append(Heading(f"{anchor}-{len(headings) + 1}", _words(token)))
            before.attrSet("id", headings[-1].id)
        for child in token.children or ():
            _point(child, named)
    return Story(tuple(_parts(tokens)), tuple(headings), frozenset(named))


def _point(token: Token, named: set[Key]) -> None:
    """Let a link of ours be known again in the cleaned text; note what it points to."""
    found = _LINK.fullmatch(str(token.attrGet("href") or "")) if token.type == "link_open" else None
    if found:
        token.attrSet("href", f"{_OURS}:{found[1]}/{found[2]}")
        named.add((found[1], found[2]))


def _parts(tokens: Sequence[Token]) -> Iterator[str | InPlace]:
    start = 0
    for place, token in enumerate(tokens):
        shown = _in_place(token) if token.type == "inline" and token.level == 1 else []
        if shown and tokens[place - 1].type == "paragraph_open":
            yield from _cleaned(tokens[start : place - 1])
            yield from shown
            start = place + 2
    yield from _cleaned(tokens[start:])


def _in_place(inline: Token) -> list[InPlace]:
    """Return the pictures and maps of a paragraph that holds nothing else."""
    shown = []
    for token in inline.children or ():
        if token.type == "image" and (one := _shown(token)):
            shown.append(one)
        elif token.type not in ("softbreak", "hardbreak") and (token.type != "text" or token.content.strip()):
            return []
    return shown


def _shown(image: Token) -> InPlace | None:
    source = str(image.attrGet("src") or "")
    if found := _PICTURE.fullmatch(source):
        return InPlace(image.content, found[1], int(found[2] or 1))
    if found := _MAP.fullmatch(source):
        first = int(found[1] or 0)
        return InPlace(image.content, first=first, last=int(found[2] or first))
    return None


def _cleaned(tokens: Sequence[Token]) -> Iterator[str]:
    if not tokens:
        return
    for token in tokens:
        # A picture within a sentence, or from elsewhere, is its caption.
        token.children = [_caption(child) for child in token.children] if token.children else token.children
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    yield nh3.clean(
        html,
        tags=ALLOWED,
        attributes={"a": {"href"}, **{f"h{level}": {"id"} for level in range(3, 7)}},
        url_schemes={"http", "https", _OURS},
        link_rel="noopener nofollow",
    )


def _caption(token: Token) -> Token:
    return Token("text", "", 0, content=token.content) if token.type == "image" else token


def _words(inline: Token) -> str:
    return "".join(token.content for token in inline.children or () if token.type in ("text", "code_inline"))
