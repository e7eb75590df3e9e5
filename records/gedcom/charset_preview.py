"""Names of a file as each plausible character set would read them, so that a person can say which is right."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from records.gedcom.charset import Charset, chosen_charset
from records.gedcom.charset_survey import SPLIT_ANSEL, byte_chunks
from records.gedcom.problems import ProblemLog
from records.gedcom.reading import open_gedcom, opened
from records.gedcom.text_blocks import TextBlocks

# A payload with a byte beyond ASCII.
PAYLOAD = rb"[ \t]([^\r\n]*[\x80-\xff][^\r\n]*)"
NAME_LINE = re.compile(rb"(?:^|[\r\n])[ \t]*\d+[ \t]+(?:NAME|GIVN|SURN)" + PAYLOAD, re.IGNORECASE)
OTHER_LINE = re.compile(rb"(?:^|[\r\n])[ \t]*\d+[ \t]+[A-Z_]+" + PAYLOAD, re.IGNORECASE)
MOST_SAMPLES = 8
LONGEST_SAMPLE = 80


def charset_samples(path: str | Path, charset: str = "") -> list[tuple[Charset, list[str]]]:
    """Return the chosen character set and each alternative with a few names that it reads differently.

    The chosen one comes first; names hold letters beyond ASCII, and where no name does, other lines are
    shown. Raises GedcomError and OSError as `open_gedcom()` does.
    """
    chosen = open_gedcom(path, charset).charset
    raw = _raw_samples(Path(path), chosen)
    previews = [(chosen, [_decoded(line, chosen) for line in raw])]
    for name in chosen.alternatives:
        other = chosen_charset(name)
        names = [_decoded(line, other) for line in raw]
        if all(names != known for _, known in previews):
            previews.append((other, names))
    return previews


def _raw_samples(path: Path, charset: Charset) -> list[bytes]:
    samples: dict[bytes, None] = {}
    others: dict[bytes, None] = {}
    for chunk in _chunks(path, charset):
        if chunk.isascii():
            continue
        samples.update(dict.fromkeys(found[1].strip() for found in NAME_LINE.finditer(chunk)))
        if len(samples) >= MOST_SAMPLES:
            break
        if len(others) < MOST_SAMPLES:
            others.update(dict.fromkeys(found[1].strip() for found in OTHER_LINE.finditer(chunk)))
    return [*samples, *(line for line in others if line not in samples)][:MOST_SAMPLES]


def _chunks(path: Path, charset: Charset) -> Iterator[bytes]:
    with opened(path) as stream:
        if charset.python_codec.startswith("utf-16"):
            for text in TextBlocks(stream, charset, ProblemLog(), limit_lines=False):
                yield text.encode(errors="replace")
        else:
            yield from byte_chunks(stream)


def _decoded(line: bytes, charset: Charset) -> str:
    # The lines of a UTF-16 file were taken as text and need no second guess.
    codec = "utf-8" if charset.python_codec.startswith("utf-16") else charset.python_codec
    if codec == "gedcom":
        line = SPLIT_ANSEL.sub(rb"\1\3\2", line)
    return unicodedata.normalize("NFC", line.decode(codec, "replace"))[:LONGEST_SAMPLE]
