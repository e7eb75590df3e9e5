"""PDFs: what stands in them, that nothing comes from elsewhere, how they are asked for, and when they go."""

import hashlib
import html
import io
import json
import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from PIL import Image

from records.edition.connection import edition_url, reading
from records.edition.kept_pdfs import pdf_folder
from records.edition.publishing import publish_changes
from records.edition.queries import state
from records.website import pdf_links, pdf_page
from records.website.printing import waiting_line
from records.website.printing.asked import Asked, NothingOfTheKind, asked_from
from records.website.printing.making import make, make_all, make_here
from records.website.printing.pdf_writing import write_pdf
from records.website.printing.sheets import Printed
from records.website.printing.waiting_line import MOST_WAITING, Line, making, start_making
from tests.edition.world import TODAY, family_of, person
from tests.website.conftest import PERSON, one_id

pytestmark = pytest.mark.django_db
SMALL = ("chart", "ancestors", 2, "a4")


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def booklet(demo_archive: Path, tmp_path_factory) -> Iterator[pypdf.PdfReader]:
    """The booklet of a family of the demonstration, one of whom is recorded in Cyrillic only."""
    target = tmp_path_factory.mktemp("booklet") / "booklet.pdf"
    with override_settings(EDITION_URL=f"sqlite:///{demo_archive}", SITE_ADDRESS="https://kresy.example"):
        asked = Asked("person", one_id(demo_archive, "person", "Шиманский"), "booklet", "pl")
        steps: list[str] = []
        pages = make(asked, target, steps.append)
    assert steps == ["reading", "laying out"]
    reader = pypdf.PdfReader(target)
    assert len(reader.pages) == pages > 8
    return reader


@pytest.fixture(scope="module")
def text(booklet: pypdf.PdfReader) -> list[str]:
    return [page.extract_text() for page in booklet.pages]


def test_a_booklet_has_the_letters_of_its_people(text: list[str]) -> None:
    whole = "\n".join(text)
    assert "Шиманский" in whole and all(letter in whole for letter in "ąęłńóśżź")
    assert "\ufffd" not in whole


def test_a_booklet_of_a_person_tells_the_story_of_the_family_in_one_language(
    text: list[str], demo_archive: Path
) -> None:
    with sqlite3.connect(demo_archive) as edition:
        (body,) = edition.execute(
            "SELECT body FROM page JOIN link ON kind = from_kind AND id = from_id WHERE kind = 'history' AND to_id = ?",
            (one_id(demo_archive, "person", "Шиманский"),),
        ).fetchone()
    told = json.loads(body)["narratives"]
    languages = {row["language"] for row in told}
    chosen = "pl" if "pl" in languages else told[0]["language"]
    whole = " ".join("\n".join(text).split())
    for row in told:
        assert (" ".join(row["title"].split()) in whole) is (row["language"] == chosen)


def test_a_booklet_says_of_which_edition_it_is_and_how_to_cite_it(text: list[str]) -> None:
    assert "2026" in text[0] and "kresy.example/pl/people/" in text[-1].replace("\n", "")


def test_the_contents_lead_to_the_pages(text: list[str]) -> None:
    entries = re.findall(r"^(.+?)(?: ?\.)+ ?(\d+)$", text[1], re.MULTILINE)
    # The charts have headings of their own.
    elsewhere = [title for title, page in entries if title.strip()[:20] not in text[int(page) - 1]]
    assert len(entries) > 6 and len(elsewhere) <= 1, elsewhere


def test_a_booklet_is_tagged_and_speaks_its_language(booklet: pypdf.PdfReader) -> None:
    root = booklet.trailer["/Root"]
    assert root["/Lang"] == "pl" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "Шиманский" in booklet.metadata.title and booklet.outline
    fonts = {key: font.get_object() for page in booklet.pages for key, font in page["/Resources"]["/Font"].items()}
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object()), font


def test_its_letters_do_not_rest_on_those_of_the_machine(booklet: pypdf.PdfReader, text: list[str]) -> None:
    fonts = {font.get_object()["/BaseFont"] for page in booklet.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts and all("Paper" in font for font in fonts), fonts
    assert "→" not in "".join(text)


def test_every_picture_has_words_for_the_blind(booklet: pypdf.PdfReader) -> None:
    figures = [
        element for element in _elements(booklet.trailer["/Root"]["/StructTreeRoot"]) if element["/S"] == "/Figure"
    ]
    assert len(figures) >= 3 and all(str(figure.get("/Alt", "")).strip() for figure in figures)


def _elements(element: pypdf.generic.DictionaryObject) -> Iterator[pypdf.generic.DictionaryObject]:
    for child in element.get("/K", []):
        kid = child.get_object()
        if isinstance(kid, pypdf.generic.DictionaryObject) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_a_chart_fits_on_one_sheet(demo_archive: Path, demo_edition: str, tmp_path: Path) -> None:
    asked = Asked("person", one_id(demo_archive, "person", PERSON), "chart", "de", "hourglass", 2, "a3")
    make(asked, tmp_path / "chart.pdf", lambda step: None)
    first = pypdf.PdfReader(tmp_path / "chart.pdf").pages[0]
    assert [round(float(side) / 72 * 25.4) for side in (first.mediabox.width, first.mediabox.height)] == [420, 297]
    assert "Helena" in first.extract_text() and "Petronela" in first.extract_text()


def test_nothing_comes_from_elsewhere(tmp_path: Path, settings, monkeypatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", lambda _self, request, *_rest: opened.append(request))
    sums = [hashlib.sha256(name).hexdigest() for name in (b"shown", b"not shown")]
    Path(settings.MEDIA_ROOT).mkdir()
    for place, sha256 in enumerate(sums):
        Image.new("RGB", (30, 20), ("red", "blue")[place]).save(Path(settings.MEDIA_ROOT) / f"{sha256}.png")
    sources = [
        "https://example.org/spy.png", "file:///etc/passwd", "//example.org/x.png", f"/media/{sums[0]}/",
        f"/media/{sums[1]}/", "/static/records/icon.svg", "data:image/png;base64,iVBORw0KGgo=",
    ]  # fmt: skip
    pictures = "".join(f'<p><img src="{source}" alt="x"></p>' for source in sources)
    html = f'<html lang="en"><title>x</title><link rel=stylesheet href="https://example.org/x.css">{pictures}</html>'
    write_pdf(Printed(html, "en"), {sums[0]: f"{sums[0]}.png"}, tmp_path / "x.pdf")
    assert opened == []
    (page,) = pypdf.PdfReader(tmp_path / "x.pdf").pages
    (shown,) = page.images
    assert Image.open(io.BytesIO(shown.data)).convert("RGB").getpixel((5, 5))[0] > 200


def test_names_in_hebrew_letters_are_written(tmp_path: Path) -> None:
    write_pdf(
        Printed('<html lang="pl"><title>x</title><p lang="yi">משה ראָזנבלום</p></html>', "pl"), {}, tmp_path / "x.pdf"
    )
    (page,) = pypdf.PdfReader(tmp_path / "x.pdf").pages
    assert "Paper-Hebrew" in str([font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()])


def test_what_is_no_pdf_of_ours_is_refused() -> None:
    for wrong in ("{}", "[]", "x", '{"kind": "person", "id": "../../x", "what": "page", "language": "en"}'):
        with pytest.raises(NothingOfTheKind):
            asked_from(wrong)
    with pytest.raises(NothingOfTheKind):
        Asked("document", "abc", "booklet", "en")
    whole = Asked("person", "abc", "chart", "pl", "ancestors", 3, "a3")
    assert asked_from(whole.as_text()) == whole and whole.name == "kresy-person-abc-chart-ancestors-3-a3-pl"


# --- asking ---------------------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch) -> list[int]:
    """How often the making was started; nothing is."""
    times: list[int] = []
    monkeypatch.setattr(pdf_page, "start_making", lambda: times.append(1))
    return times


@pytest.fixture
def chart(own_edition: Path) -> str:
    return f"/en/people/{one_id(own_edition, 'person', PERSON)}/chart/pdf/?kind=ancestors&generations=2&paper=a4"


def _line() -> Line:
    with reading() as edition:
        return Line(edition_url(), state(edition))


def test_a_pdf_is_asked_for_waited_for_and_kept(client: Client, chart: str, started: list[int]) -> None:
    page = client.get(chart).content.decode()
    assert 'method="post"' in page and "refresh" not in page and 'content="noindex"' in page
    for _again in range(2):
        answer = client.post(chart)
        assert (answer.status_code, answer["Location"]) == (302, f"{chart}&waiting=1")
    assert len(started) == 1 and len(_line().waiting()) == 1
    page = client.get(chart).content.decode()
    assert '<meta http-equiv="refresh"' in page and 'method="post"' not in page
    again = html.escape(f"{chart}&waiting=1")
    assert f'content="3;url={again}"' in page
    assert make_all(make_here) == 1 and _line().waiting() == []
    # Who waited reads that it is there, and the page fetches it.
    page = client.get(f"{chart}&waiting=1").content.decode()
    assert "The PDF is ready" in page and "being laid out" not in page
    assert f'content="0;url={html.escape(chart)}"' in page and f'href="{html.escape(chart)}"' in page
    answer = client.get(chart)
    assert answer["Content-Type"] == "application/pdf" and b"".join(answer)[:5] == b"%PDF-"
    assert re.fullmatch(
        r'attachment; filename="kresy-person-[a-z0-9]+-chart-[a-z0-9-]+\.pdf"', answer["Content-Disposition"]
    )
    assert client.get(chart, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert not list(_line().folder.glob(".*.part"))


def test_two_who_ask_at_once_have_one_made(own_edition: Path) -> None:
    line, asked = _line(), Asked("person", one_id(own_edition, "person", PERSON), "page", "en")
    with ThreadPoolExecutor(8) as several:
        assert all(several.map(lambda _one: line.ask(asked), range(16)))
    assert len(line.waiting()) == 1


def test_one_process_makes_them_at_a_time(client: Client, chart: str, started: list[int], capsys) -> None:
    client.post(chart)
    (outdated := pdf_folder(edition_url()) / "a-state-before").mkdir()
    with making(edition_url()):
        assert "about to be made" in client.get(chart).content.decode()
        call_command("make_pdf", "--waiting")
    assert "Another process" in capsys.readouterr().out and len(_line().waiting()) == 1
    make_all(lambda line, asked: "")
    assert not outdated.exists()


def test_a_making_that_was_broken_off_is_begun_again(
    client: Client, chart: str, started: list[int], monkeypatch
) -> None:
    client.post(chart)
    monkeypatch.setattr(waiting_line, "_SECONDS_TO_BEGIN", -1)
    assert "broken off" in client.get(chart).content.decode()
    half = _line().folder / ".x.part"
    half.write_bytes(b"%PDF-half")
    client.post(chart)
    assert len(started) == 2 and make_all(make_here) == 1 and not half.exists()


def test_the_line_and_what_one_may_ask_are_bounded(client: Client, chart: str, started: list[int]) -> None:
    line = _line()
    for number in range(MOST_WAITING):
        assert line.ask(Asked("person", f"p{number}", "page", "en"))
    assert client.post(chart).status_code == 503
    line.finish(Asked("person", "p0", "page", "en"))
    codes = [client.post(chart).status_code for _time in range(2)]
    assert codes == [302, 302]
    line.finish(Asked("person", chart.split("/")[3], *SMALL[:1], "en", *SMALL[1:]))
    refused = 0
    for number in range(14):
        refused += client.post(chart.replace("paper=a4", f"paper=a3&generations={number % 7 + 1}")).status_code == 429
    assert refused


def test_what_is_kept_is_bounded(own_edition: Path, monkeypatch) -> None:
    line = _line()
    line.folder.mkdir(parents=True)
    for number in range(5):
        (line.folder / f"{number}.pdf").write_bytes(b"x" * 10)
    monkeypatch.setattr(waiting_line, "MOST_KEPT", 3)
    line.keep_bounded()
    assert len(list(line.folder.glob("*.pdf"))) == 3
    monkeypatch.setattr(waiting_line, "MOST_KEPT_BYTES", 15)
    line.keep_bounded()
    assert len(list(line.folder.glob("*.pdf"))) == 1


def test_why_it_failed_is_said(client: Client, chart: str, started: list[int]) -> None:
    client.post(chart)
    assert make_all(lambda line, asked: "It is too large to be made here.") == 1
    assert "It is too large to be made here." in client.get(chart).content.decode()
    client.post(chart)
    assert len(started) == 2 and "too large" not in client.get(chart).content.decode()


def test_where_pdfs_cannot_be_made_the_page_says_what_to_do(client: Client, chart: str, monkeypatch) -> None:
    person_page = chart.partition("chart/")[0]
    assert "/booklet/" in client.get(person_page).content.decode()
    for module in (pdf_page, pdf_links):
        monkeypatch.setattr(module, "can_make_pdfs", lambda: False)
    page = client.get(chart).content.decode()
    assert "Save as PDF" in page and 'method="post"' not in page
    assert client.post(chart).status_code == 200 and not _line().waiting()
    assert "/booklet/" not in client.get(person_page).content.decode()


def test_what_the_edition_does_not_hold_has_no_pdf(client: Client, own_edition: Path, tmp_path: Path) -> None:
    for address in ("people/nobody/pdf/", "histories/nobody/booklet/", "documents/nobody/journey/pdf/"):
        assert client.get(f"/en/{address}").status_code == 404 == client.post(f"/en/{address}").status_code
    elsewhere = f"/en/histories/{one_id(own_edition, 'history', 'Romuald Lipinski')}/"
    assert client.get(f"{elsewhere}booklet/").status_code == 404
    assert "/booklet/" not in client.get(elsewhere).content.decode()
    with pytest.raises(CommandError, match="no person nobody"):
        call_command("make_pdf", "person", "nobody", str(tmp_path / "x.pdf"))


def test_a_change_of_the_edition_while_a_pdf_is_made_throws_it_away(own_edition: Path) -> None:
    line, asked = _line(), Asked("person", one_id(own_edition, "person", PERSON), "chart", "en", "ancestors", 2)
    line.ask(asked)

    def published_meanwhile(of_line: Line, one: Asked) -> str:
        with sqlite3.connect(own_edition) as connection:
            connection.execute("UPDATE edition_info SET value = 'another' WHERE name = 'state'")
        failure = make_here(of_line, one)
        assert not of_line.file(one).exists()
        return failure

    assert make_all(published_meanwhile) == 1 and not list(pdf_folder(edition_url()).rglob("*.pdf"))


def test_it_is_made_in_a_process_of_its_own(client: Client, chart: str, started: list[int]) -> None:
    client.post(chart)
    start_making()
    assert waiting_line._STARTED[-1].wait(120) == 0
    assert client.get(chart)["Content-Type"] == "application/pdf"


# --- privacy --------------------------------------------------------------------------------------------------


def test_a_booklet_names_nobody_who_may_be_living_and_goes_with_who_is_withdrawn(
    client: Client, empty_archive: None, started: list[int]
) -> None:
    father, daughter = person("Jan", "Jawny", "1880", "M"), person("Żywia", "Tajna", "1950")
    mother = person("Maria", "Odwołana", "1885")
    family_of(father, mother, children=(daughter,))
    publish_changes(TODAY)
    address = f"/en/people/{father.public_id}/booklet/"
    client.post(address)
    make_all(make_here)
    kept = b"".join(client.get(address))
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(kept)).pages)
    assert "Jawny" in words and "Odwołana" in words and "Tajna" not in words and "Żywia" not in words
    mother.vital = "living"
    mother.save()
    publish_changes(TODAY)
    assert not list(pdf_folder(edition_url()).rglob("*.pdf"))
    assert client.get(address)["Content-Type"].startswith("text/html")
