"""The GEDCOM form of a name: the surname stands between slashes, "Jan /Kowalski/ jr"."""


def split_name(payload: str) -> tuple[str, str, str]:
    """Return (given names, surname, suffix) of a NAME payload; a missing second slash is forgiven."""
    given, _, rest = payload.partition("/")
    surname, _, suffix = rest.partition("/")
    return _tidy(given), _tidy(surname), _tidy(suffix.replace("/", " "))


def join_name(given: str, surname: str, suffix: str = "") -> str:
    """Return the NAME payload; an unknown surname has no slashes, and no part may hold one."""
    parts = [_tidy(part.replace("/", " ")) for part in (given, surname, suffix)]
    if parts[1]:
        parts[1] = f"/{parts[1]}/"
    elif parts[2]:
        # Without the empty slashes the suffix would read as a given name.
        parts[1] = "//"
    return " ".join(part for part in parts if part)


def _tidy(words: str) -> str:
    return " ".join(words.split())
