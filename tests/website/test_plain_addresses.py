"""Images, the sitemap, robots.txt, the health check; and prose that carries no HTML of its own."""

import re
import sqlite3
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from records.website.prose import prose

SUM = "a" * 64


@pytest.fixture
def stored_image(own_edition: Path, settings) -> Path:
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True)
    # The name lies about what it is: the type is found by looking.
    file = media / "scan.txt"
    Image.new("RGB", (3, 2)).save(file, "PNG")
    with sqlite3.connect(own_edition) as connection:
        connection.execute("INSERT INTO image VALUES (?, 'doc', 'scan.txt')", (SUM,))
        connection.execute("INSERT INTO image VALUES (?, 'doc', '../secret.png')", ("b" * 64,))
    Image.new("RGB", (3, 2)).save(media.parent / "secret.png")
    (media / "unpublished.png").write_bytes(file.read_bytes())
    return file


def test_only_published_images_are_served(client: Client, stored_image: Path) -> None:
    response = client.get(f"/media/{SUM}/")
    assert response.status_code == 200 and response["Content-Type"] == "image/png"
    assert "no-cache" in response["Cache-Control"] and response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == stored_image.read_bytes()
    response.close()
    for address in ("unpublished.png", "b" * 64, "c" * 64, "..%2Fsecret.png"):
        assert client.get(f"/media/{address}/").status_code == 404, address


def test_a_file_that_is_no_image_is_not_served(client: Client, stored_image: Path) -> None:
    stored_image.write_text("<script>alert(1)</script>")
    assert client.get(f"/media/{SUM}/").status_code == 404


def test_the_sitemap_leads_to_every_kind_of_record(client: Client, addresses: dict[str, str]) -> None:
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
    assert len(parts) == 8
    whole = "".join(client.get(part).content.decode() for part in parts)
    for name in ("home", "person", "document", "place", "stage", "chapter", "history", "source"):
        for language in ("en", "pl", "de"):
            assert f"<loc>http://testserver/{language}/{addresses[name]}</loc>" in whole, name
    assert client.get("/sitemap/family/").status_code == 404


def test_a_large_kind_comes_in_parts(client: Client, demo_edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.website.sitemaps.PART", 30)
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://testserver(/sitemap/person/.*?)</loc>", index)
    people = [re.findall(r"<loc>[^<]*/en/people/([^<]*)/</loc>", client.get(part).content.decode()) for part in parts]
    assert [len(part) for part in people] == [30, 30, 10]
    assert len({person for part in people for person in part}) == 70


def test_robots_and_health(client: Client, demo_edition: str) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text and "Disallow: /en/search/" in text
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("A **strong** word", "<p>A <strong>strong</strong> word</p>\n"),
        ("# A heading", "<h3>A heading</h3>\n"),
        ("<b onclick=x>raw</b>", "<p>&lt;b onclick=x&gt;raw&lt;/b&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](https://a.example/)", '<p><a href="https://a.example/" rel="noopener nofollow">a</a></p>\n'),
        ("![a](https://a.example/b.png)", "<p>a</p>\n"),
    ],
)
def test_prose_is_markdown_and_nothing_else(markdown: str, html: str) -> None:
    assert prose(markdown) == html
