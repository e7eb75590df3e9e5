"""Licences that are known by name: their address, and the one by which the IIIF rules know them."""

import re
from dataclasses import dataclass

_CREATIVE_COMMONS = re.compile(r"\bCC[ -]?(BY(?:-(?:NC|ND|SA))*)(?:[ -]?(\d\.\d))?\b", re.IGNORECASE)
_ZERO = re.compile(r"\bCC[ -]?0\b", re.IGNORECASE)
_STATEMENT = re.compile(r"\bhttps?://rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)/1\.0/?")
_NEWEST = "4.0"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: how it is called, where it is read, and its name for machines (http, as IIIF asks for it)."""

    name: str
    address: str
    uri: str


def licence_in(rights: str) -> Licence | None:
    """Return the licence that a statement of rights names; None where it names none that is known."""
    if match := _CREATIVE_COMMONS.search(rights):
        parts, version = match[1].upper(), match[2] or _NEWEST
        place = f"creativecommons.org/licenses/{parts.lower()}/{version}/"
        return Licence(f"CC {parts} {version}", f"https://{place}", f"http://{place}")
    if _ZERO.search(rights):
        place = "creativecommons.org/publicdomain/zero/1.0/"
        return Licence("CC0 1.0", f"https://{place}", f"http://{place}")
    if match := _STATEMENT.search(rights):
        address = f"rightsstatements.org/page/{match[1]}/1.0/"
        return Licence(match[1], f"https://{address}", f"http://rightsstatements.org/vocab/{match[1]}/1.0/")
    return None
