"""Narratives and chapters: Markdown without HTML, cleaned again before it is trusted."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# The page has its own h1 and h2: headings inside a text begin below them.
HEADINGS_BELOW = 2
ALLOWED = {
    "p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "hr", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "code", "pre",
}  # fmt: skip
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@lru_cache(maxsize=256)
def prose(text: str) -> SafeString:
    """Return the text as safe HTML; raw HTML in it is shown as the letters it is made of."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    cleaned = nh3.clean(
        html, tags=ALLOWED, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel="noopener nofollow"
    )
    return mark_safe(cleaned)  # noqa: S308  (cleaned on the line above)
