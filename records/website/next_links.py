"""Links that keep the query of the page: the next part of a long list, a facet taken or given back."""

from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

MARK = "after"


def next_link(request: HttpRequest, following: str, name: str = MARK) -> str:
    """Return the link to the next part of a list, or "" at its end."""
    return link_with(request, **{name: following}) if following else ""


def link_with(request: HttpRequest, **values: str) -> str:
    """Return the page's own address with some values of its query changed; an empty value leaves it out."""
    return link_with_all(request, {name: [value] if value else [] for name, value in values.items()})


def link_with_all(request: HttpRequest, values: dict[str, list[str]]) -> str:
    """Return the page's own address with these lists of values in its query; an empty list leaves the name out."""
    lists = dict(request.GET.lists()) | values
    query = "&".join(_pair(name, value) for name, chosen in lists.items() for value in chosen)
    path = escape_uri_path(request.path)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=2000)  # A page of results has sixty links, each with the whole query and one value more.
def _pair(name: str, value: str) -> str:
    return urlencode([(name, value)])


def after(request: HttpRequest, name: str = MARK) -> str:
    """Return where this part of a list begins; a mark that was tampered with begins at the start."""
    mark = request.GET.get(name, "")
    return mark if mark.count("~") >= 1 and "\x00" not in mark else ""
