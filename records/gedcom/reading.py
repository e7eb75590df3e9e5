"""Reading a GEDCOM file of any version, record by record, in constant memory."""

import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from records.gedcom.charset import BEGINNING, Charset, Labels, decode_beginning, detect_charset, read_labels
from records.gedcom.gedzip import gedcom_size, is_zip, open_gedzip
from records.gedcom.problems import GedcomError, Problem, ProblemLog
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import TreeBuilder, whole_records
from records.gedcom.text_blocks import TextBlocks
from records.gedcom.xrefs import SeenXrefs


def open_gedcom(path: str | Path, charset: str = "") -> "GedcomReader":
    """Return a reader of a .ged, .gdz or .zip file; `charset` overrules what the file shows.

    Raises GedcomError when the file is not GEDCOM, and OSError when it cannot be opened.
    """
    return GedcomReader(Path(path), charset)


class GedcomReader:
    """One GEDCOM file: its header, its records as trees, and what is wrong in it.

    `records()` opens the file anew each time, so a preview and an import may share one reader;
    `problems` then begins anew as well.
    """

    def __init__(self, path: Path, charset: str = "") -> None:
        self.path = path
        self._log = ProblemLog()
        self.problems: list[Problem] = self._log.problems
        self._blocks: TextBlocks | None = None
        with opened(path) as stream:
            self.size = gedcom_size(path) if is_zip(path) else path.stat().st_size
            self.charset: Charset = detect_charset(stream, charset)
            stream.seek(0)
            self._labels: Labels = read_labels(decode_beginning(stream.read(BEGINNING), self.charset))
        self.header, self.header_text = self._read_header()
        self.version = self.header.text("GEDC", "VERS").strip() or self._labels.version

    @property
    def bytes_read(self) -> int:
        """Return how much of `size` the running `records()` has read."""
        return self._blocks.bytes_read if self._blocks else 0

    @property
    def problems_total(self) -> int:
        """Return how many problems were met; only the first 10,000 are listed."""
        return self._log.total

    @property
    def seven(self) -> bool:
        """Return whether the file is read by the rules of GEDCOM 7 for @ and CONC."""
        return self._labels.version.startswith("7")

    def records(self) -> Iterator[Structure]:
        """Yield the records after the header, without the trailer, in the order of the file."""
        for record, _ in self.records_with_text():
            yield record

    def records_with_text(self) -> Generator[tuple[Structure, str], None, None]:
        """Yield each record with its lines as they stand in the file, decoded, with a line feed between.

        Where a line had to be repaired, the text is what we read, written anew in the dialect of the file:
        `read_record(text, seven=reader.seven)` always gives the same tree.
        """
        self._log.clear()
        seen, ended, first = SeenXrefs(), False, True
        line = 0
        for record, text in self._trees():
            line = record.line
            if record.tag == "HEAD" and not record.xref:
                if not first:
                    self._log.add(line, "second_head")
            elif record.tag == "TRLR" and not record.xref:
                ended = True
                first = False
                continue
            else:
                if first:
                    self._log.add(line, "missing_head")
                if record.xref and seen.seen_before(record.xref):
                    self._log.add(line, "duplicate_xref", record.xref)
                if ended:
                    self._log.add(line, "after_trailer")
                yield record, text
            first = ended = False
        if not ended:
            self._log.add(line, "missing_trailer")

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield the first line and the text of each record of level 0, HEAD and TRLR included, without its tree.

        Ten times as fast as `records()`, which notes the problems; only records that begin with "0 " are told apart.
        """
        with opened(self.path) as stream:
            number = 1
            for text in whole_records(TextBlocks(stream, self.charset, ProblemLog(), limit_lines=False)):
                for at, chunk in enumerate(text.removesuffix("\n").split("\n0 ")):
                    record = f"0 {chunk}" if at else chunk
                    yield number, record
                    number += chunk.count("\n") + 1

    def _trees(self) -> Generator[tuple[Structure, str], None, None]:
        with opened(self.path) as stream:
            blocks = TextBlocks(stream, self.charset, self._log, limit_lines=not self.seven)
            self._blocks = blocks
            yield from TreeBuilder(self._log, seven=self.seven).trees(blocks)

    def _read_header(self) -> tuple[Structure, str]:
        with closing(self._trees()) as trees:
            first, text = next(trees, (None, ""))
        if first is None or first.tag != "HEAD":
            self._log.add(1, "missing_head")
            return Structure("HEAD"), "0 HEAD"
        return first, text


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Give the bytes of a GEDCOM file, also of one inside an archive."""
    with open_gedzip(path) if is_zip(path) else path.open("rb") as stream:
        try:
            yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise GedcomError(f"The archive is damaged: {error}.") from error
