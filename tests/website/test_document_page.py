"""A document's page says on which of its pictures a name stands, where the pictures are shown."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from records.documents.image_intake import clean_image
from records.documents.models import Document, DocumentImage, Mention
from records.edition.rebuilding import rebuild
from records.places.models import Place
from records.record_model import Status
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def photograph() -> Document:
    paper = Document(kind="photograph", title="Nad rzeką", status=Status.PUBLISHED)
    paper.save()
    for position in (1, 2):
        stream = io.BytesIO()
        Image.new("RGB", (40, 30), (position * 9, 9, 9)).save(stream, "PNG")
        taken = clean_image(stream, stream.tell())
        image = DocumentImage(document=paper, position=position, sha256=taken.sha256)
        image.file.save(taken.file_name, ContentFile(taken.content), save=False)
        image.save()
    Mention(document=paper, as_written="Jan Sowa", birth_year=1850, image=image, crop_left=3).save()
    Mention(document=paper, as_written="Ktoś inny", birth_year=1850, position=2).save()
    return paper


def page_of(client: Client, paper: Document) -> str:
    rebuild("public", TODAY)
    return client.get(f"/en/documents/{paper.public_id}/").content.decode()


def test_a_name_says_on_which_picture_it_stands(client: Client, photograph: Document) -> None:
    text = page_of(client, photograph)
    assert text.count("picture 2</p>") == 1 and text.index("Jan Sowa") < text.index("picture 2</p>")
    assert text.index("picture 2</p>") < text.index("Ktoś inny")


def test_a_paper_that_is_kept_back_says_nothing_of_its_pictures(client: Client, photograph: Document) -> None:
    Mention(document=photograph, as_written="Nieznany", position=3).save()
    text = page_of(client, photograph)
    assert "Jan Sowa" in text and "picture 2" not in text and "<figure>" not in text


def test_what_the_paper_says_of_each_person_stands_with_the_name_in_the_order_of_the_kind(client: Client) -> None:
    rowne = Place(name="Równe", status=Status.PUBLISHED)
    rowne.save()
    paper = Document(kind="udostoverenie", title="Nr 4199", status=Status.PUBLISHED)
    paper.save()
    values = {"birth_place": {"text": "г. Ровно", "place": rowne.pk}, "birth_year": {"text": "1850"}}
    Mention(document=paper, as_written="Ян Сова", birth_year=1850, role="holder", values=values).save()
    text = page_of(client, paper)
    assert re.search(r"Born at: .*Równe.*г. Ровно", text, re.DOTALL)
    assert "Year of birth" not in text
    Mention(document=paper, as_written="Nieznany", position=2).save()
    kept_back = page_of(client, paper)
    assert "Ян Сова" in kept_back and "Ровно" not in kept_back


def test_a_list_of_many_names_is_shown_in_pages(client: Client, photograph: Document, monkeypatch) -> None:
    monkeypatch.setattr("records.website.names_on_page.NAMES_AT_ONCE", 1)
    url = f"/en/documents/{photograph.public_id}/"
    rebuild("public", TODAY)
    first, second = (client.get(url, {"names": number}).content.decode() for number in ("1", "2"))
    shown = [page.count('<p class="name-line">') for page in (first, second)]
    assert shown == [1, 1]
    assert 'href="?names=2#named-heading" rel="next"' in first
    assert 'href="?names=1#named-heading" rel="prev"' in second
    assert client.get(url, {"names": "x"}).status_code == client.get(url, {"names": "999"}).status_code == 200
