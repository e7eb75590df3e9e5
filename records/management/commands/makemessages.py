"""Django's collecting of words for the catalogues, which also reads the templates of the public pages."""

import json
from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages
from jinja2.ext import babel_extract

PAGES = "jinja2"
WORDS_OF = ("_", "ngettext")


class PageFile(makemessages.BuildFile):
    """A file of which the words are collected."""

    def preprocess(self) -> None:
        """Put the words of a page's template, each in its line, where gettext looks for them."""
        if PAGES not in Path(self.path).parts:
            super().preprocess()
            return
        Path(self.work_path).write_text(words_of_page(Path(self.path)), encoding="utf-8")


class Command(makemessages.Command):
    """Collect the words."""

    build_file_class = PageFile


def words_of_page(template: Path) -> str:
    """Return every call for a translation in a template as a call of Python in the same line."""
    calls: dict[int, list[str]] = {}
    with template.open("rb") as stream:
        for line, function, words, _comments in babel_extract(stream, WORDS_OF, (), {}):
            calls.setdefault(line, []).append(f"{function}({_arguments(words)})")
    return "\n".join("; ".join(calls.get(line, ())) for line in range(1, max(calls, default=0) + 1)) + "\n"


def _arguments(words: Any) -> str:
    """Return the words of a call; what is no plain text, as a number, is left out."""
    plain = [words] if isinstance(words, str) else [word for word in words if isinstance(word, str)]
    return ", ".join(json.dumps(word, ensure_ascii=False) for word in plain)
