"""Laying out and writing a PDF: tagged (PDF/UA-1), with the letters it needs inside; nothing comes from the network.

WeasyPrint styles a drawing by what stands in it alone, so each one carries its own styles.
"""

import io
import logging
import re
from collections.abc import Mapping
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from records.website.printing.sheets import Printed

logger = logging.getLogger(__name__)
# A picture on paper: 1,800 points are 17 cm at 270 dpi.
_LONGEST_SIDE, _QUALITY = 1800, 82
_MOST_PIXELS = 200_000_000
_SVG = re.compile(r"<svg [^>]*>")
_LABEL = re.compile(r'aria-label="([^"]*)"')
_PICTURE = re.compile(r"/media/([0-9a-f]{64})/")
_FONTS = {
    "letters:serif": ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    "letters:serif-italic": ("fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf"),
    "letters:hebrew": ("fontpkg_frank_ruhl_libre", "FrankRuhlLibre[wght].ttf"),
    "letters:sans": ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    "letters:sans-italic": ("fontpkg_noto_sans", "NotoSans-Italic[wdth,wght].ttf"),
}
# Signs of the pages that our letters lack, where a machine has no others.
_NOT_IN_OUR_LETTERS = str.maketrans({"→": "–", "⚭": "oo"})


class CannotMakePdfs(RuntimeError):
    """WeasyPrint or what it needs of the system is missing; the text says what to install."""


def pictures_in(printed: Printed) -> set[str]:
    """Return the pictures that the print shows, by the sums of their bytes."""
    return set(_PICTURE.findall(printed.html))


def write_pdf(printed: Printed, pictures: Mapping[str, str], target: Path) -> int:
    """Write the PDF and return its number of pages; ``pictures`` are the stored files by the sums of their bytes."""
    weasyprint = _program()
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    fetcher = _own_fetcher(pictures)
    style = weasyprint.CSS(string=_own_style("paper.css"), font_config=fonts, url_fetcher=fetcher)
    inside = f"<style>{_own_style('paper_drawings.css')}</style>"
    html = _SVG.sub(lambda found: found[0] + _named(found[0]) + inside, printed.html.translate(_NOT_IN_OUR_LETTERS))
    page = weasyprint.HTML(string=html, base_url=f"{settings.SITE_ADDRESS}/", url_fetcher=fetcher)
    document = page.render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)
    document.write_pdf(target, pdf_variant="pdf/ua-1", pdf_tags=True)
    return len(document.pages)


def _named(svg: str) -> str:
    """Return what a drawing is called as an element within it: there WeasyPrint looks for the words for the blind."""
    label = _LABEL.search(svg)
    return f"<title>{label[1]}</title>" if label else ""


def _program() -> Any:
    try:
        weasyprint = import_module("weasyprint")
    except ImportError as error:
        raise CannotMakePdfs("PDFs need WeasyPrint: pip install 'kresy-families[pdf]'.") from error
    except OSError as error:
        # The libraries that draw the letters are no Python: a bare Debian lacks them.
        raise CannotMakePdfs("PDFs need Pango: apt install libpango-1.0-0 libpangoft2-1.0-0.") from error
    # It complains of every property that it does not know.
    # It lets every reader of pictures in this process take broken ones; ours must be whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint


def _own_style(name: str) -> str:
    return Path(str(finders.find(f"records/{name}"))).read_text(encoding="utf-8")


def _own_fetcher(pictures: Mapping[str, str]) -> Any:
    """Return a fetcher that knows our letters and the edition's pictures, and refuses any other address."""
    urls = import_module("weasyprint.urls")

    class OwnFilesOnly(urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in _FONTS:
                package, name = _FONTS[url]
                content = (files(package) / "files" / name).read_bytes()
                return urls.URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})
            found = _PICTURE.fullmatch(url.removeprefix(settings.SITE_ADDRESS))
            if found and found[1] in pictures:
                content = smaller(pictures[found[1]])
                return urls.URLFetcherResponse(url, content, {"Content-Type": "image/jpeg"})
            raise ValueError("Only our own letters and pictures are printed.")

    return OwnFilesOnly()


def smaller(stored: str) -> bytes:
    """Return a stored picture as a JPEG no larger than paper needs; ValueError where it cannot be read."""
    folder = Path(settings.MEDIA_ROOT).resolve()
    file = (folder / stored).resolve()
    if not file.is_relative_to(folder):
        raise ValueError("The picture lies elsewhere.")
    try:
        with Image.open(file) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError("The picture is too large.")
            opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
            picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            taken = io.BytesIO()
            picture.save(taken, "JPEG", quality=_QUALITY)
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("The picture cannot be read.") from error
    return taken.getvalue()
