"""On which picture of a document a name stands, and where, is entered by number beside the name."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from records.documents.image_intake import clean_image
from records.documents.models import Document, DocumentImage, Mention
from records.documents.picture_crop import Crop
from tests.admin.desk import address, document, errors_of, mention, open_form

pytestmark = pytest.mark.usefixtures("empty_archive")


def add_picture(paper: Document, position: int) -> DocumentImage:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (position * 9, 9, 9)).save(stream, "PNG")
    taken = clean_image(stream, stream.tell())
    image = DocumentImage(document=paper, position=position, sha256=taken.sha256)
    image.file.save(taken.file_name, ContentFile(taken.content), save=False)
    image.save()
    return image


@pytest.fixture
def name() -> Mention:
    """A name on a paper of two pictures, which were entered in the wrong order."""
    paper = document("photograph")
    add_picture(paper, 2)
    add_picture(paper, 1)
    return mention(paper, "Jan")


def saved(client, name: Mention, **values: object):
    rows = {f"mentions-0-{key}": value for key, value in values.items()}
    return client.post(address(name.document), {**open_form(client, name.document), **rows, "_save": ""})


def test_the_number_is_the_one_that_the_page_shows(at_desk, name: Mention) -> None:
    client = at_desk("volunteer")
    assert saved(client, name, picture=1, crop_left=4, crop_top=0, crop_width=36).status_code == 302
    name.refresh_from_db()
    assert (name.image.position, name.crop) == (1, Crop(left=4, top=0, width=36))
    assert open_form(client, name.document)["mentions-0-picture"] == "1"
    assert saved(client, name, picture="", crop_left="", crop_top="", crop_width="").status_code == 302
    name.refresh_from_db()
    assert (name.image, name.crop) == (None, Crop())


REFUSED = [
    ({"picture": 3}, "no picture of this number"),
    ({"picture": 0}, "greater than or equal to 1"),
    ({"crop_left": 4}, "on which picture"),
    ({"picture": 1, "crop_left": 40}, "outside of the picture, which is 40 pixels wide and 30 high"),
    ({"picture": 1, "crop_top": 10, "crop_height": 21}, "outside of the picture"),
    ({"picture": 1, "crop_width": 0}, "outside of the picture"),
    ({"picture": 1, "crop_left": -1}, "greater than or equal to 0"),
]


@pytest.mark.parametrize(("values", "words"), REFUSED, ids=str)
def test_what_is_no_place_on_a_picture_is_refused(at_desk, name: Mention, values: dict[str, int], words: str) -> None:
    assert words in errors_of(saved(at_desk("volunteer"), name, **values))
    name.refresh_from_db()
    assert (name.image, name.crop) == (None, Crop())


def test_a_picture_of_another_document_is_refused(name: Mention) -> None:
    name.image = add_picture(document("letter"), 1)
    with pytest.raises(ValidationError, match="belongs to another document"):
        name.full_clean()


def test_a_picture_that_is_taken_off_takes_the_places_on_it_along(at_desk, name: Mention) -> None:
    client = at_desk("administrator")
    saved(client, name, picture=1, crop_left=4)
    values = open_form(client, name.document)
    first = next(key for key in values if key.startswith("images-") and values[key] == "1" and "position" in key)
    values |= {first.replace("position", "DELETE"): "on", "mentions-0-role": "listed", "_save": ""}
    assert client.post(address(name.document), values).status_code == 302
    name.refresh_from_db()
    assert (name.role, name.image, name.crop) == ("listed", None, Crop())
