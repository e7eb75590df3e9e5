"""A document's page says on which of its pictures a name stands, where the pictures are shown."""

import re

import pytest
from django.test import Client

from records.documents.models import Document, Mention, Side, Transcription, Translation
from records.edition.rebuilding import rebuild
from records.linkage.models import Identification
from records.places.models import Place
from records.record_model import Status
from tests.conftest import TODAY
from tests.edition.world import person
from tests.website.papers import add_picture, paper_with, picture

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def photograph() -> Document:
    paper = paper_with([picture(1), picture(2)])
    image = paper.images.get(position=2)
    Mention(document=paper, as_written="Jan Sowa", birth_year=1850, image=image, crop_left=3, crop_height=12).save()
    Mention(document=paper, as_written="Ktoś inny", birth_year=1850, position=2).save()
    return paper


def page_of(client: Client, paper: Document) -> str:
    rebuild("public", TODAY)
    return client.get(f"/en/documents/{paper.public_id}/").content.decode()


def test_a_name_says_on_which_picture_it_stands(client: Client, photograph: Document) -> None:
    text = page_of(client, photograph)
    assert text.count('href="#area-1"') == 1 and text.index('id="name-1"') < text.index('href="#area-1"')
    assert text.index('href="#area-1"') < text.index('id="name-2"')


def test_the_picture_leads_back_to_the_name_by_a_box_where_it_stands(client: Client, photograph: Document) -> None:
    text = page_of(client, photograph)
    box = text[text.index('<a href="#name-1" id="area-1"') :].partition("</a>")[0]
    assert 'aria-label="Jan Sowa"' in box and '<rect x="3" y="0" width="37" height="12"/>' in box
    assert text.count("<rect") == 1 and text.index("picture-2") < text.index("<rect")


def test_a_paper_that_is_kept_back_says_nothing_of_its_pictures(client: Client, photograph: Document) -> None:
    Mention(document=photograph, as_written="Nieznany", position=3).save()
    text = page_of(client, photograph)
    assert "Jan Sowa" in text
    for shown in ("picture 2", "<figure", "<rect", "area-1", "manifest.json", "/media/"):
        assert shown not in text


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


def test_pictures_are_shown_in_order_with_sides_captions_and_neighbours(client: Client) -> None:
    paper = paper_with([picture(1, (2000, 1000))])
    add_picture(paper, picture(2), 2, side=Side.BACK, caption="Napis")
    text = page_of(client, paper)
    first, second = text[text.index('id="picture-1"') :].split('id="picture-2"')
    assert 'href="#picture-2"' in first and 'href="#picture-1"' in second
    assert 'alt="picture 1 of the paper"' in first and 'alt="The back: Napis"' in second
    sum_ = picture(1, (2000, 1000)).sha256
    assert f'srcset="/media/{sum_}/small/ 480w, /media/{sum_}/middle/ 1400w"' in first
    assert "40w" in second and "480w" not in second, "nothing is said to be wider than it is"
    assert f'href="/documents/{paper.public_id}/manifest.json"' in text


def test_many_pictures_come_in_parts(client: Client, monkeypatch) -> None:
    monkeypatch.setattr("records.website.leaves.LEAVES_AT_ONCE", 2)
    paper = paper_with([picture(number) for number in range(1, 6)])
    text = page_of(client, paper)
    assert text.count("<figure") == 2 and 'href="?pictures=2#pictures"' in text and "1 of 5" in text
    last = client.get(f"/en/documents/{paper.public_id}/", {"pictures": "9"}).content.decode()
    assert last.count("<figure") == 1 and 'id="picture-5"' in last


def test_who_somebody_perhaps_is_can_be_hidden(client: Client, photograph: Document) -> None:
    for name, certainty in (("Anna Sowa", "sure"), ("Maria Wilk", "uncertain")):
        given, surname = name.split()
        mention = Mention(document=photograph, as_written=name, birth_year=1850, position=5)
        mention.save()
        Identification(mention=mention, person=person(given, surname, "1850"), certainty=certainty).save()
    text = page_of(client, photograph)
    address = f"/en/documents/{photograph.public_id}/"
    hidden = client.get(address, {"uncertain": "hidden"}).content.decode()
    assert text.count('class="match"') == 2 and hidden.count('class="match"') == 1
    assert "mark-unsure" in text and "mark-unsure" not in hidden and "Who this is, is not sure" in hidden
    assert "uncertain=hidden#named" in text and "uncertain=hidden#named" not in hidden


def test_a_way_from_hand_to_hand_is_a_chain_and_a_known_licence_a_link(client: Client) -> None:
    told = "1941: przy Janie Sowie\n1946 – u córki\n2 May 1990: muzeum"
    paper = paper_with([], provenance=told, rights="Rodzina Sowów, CC BY-SA 4.0")
    text = page_of(client, paper)
    chain = text[text.index('<ol class="chain">') :].partition("</ol>")[0]
    polish = '<span lang="pl">{}</span> <span class="tongue">(in Polish)</span>'.format
    assert chain.count("<li>") == 3 and f"<strong>1941</strong> {polish('przy Janie Sowie')}</li>" in chain
    assert f"<li>{polish('1946 – u córki')}</li>" in chain and "<strong>2 May 1990</strong> muzeum</li>" in chain
    assert 'href="https://creativecommons.org/licenses/by-sa/4.0/" rel="license">CC BY-SA 4.0</a>' in text


def lines_of(text: str) -> list[list[tuple[str, str, str]]]:
    """Return each line of a page as (class, language, words) of its cells."""
    lines = re.findall(r'<li id="(?:[a-z]+-)?line-\d+">(.*?)</li>', text, re.DOTALL)
    return [re.findall(r'class="cell (\w+) col-\d" lang="([\w-]+)">(.*?)</span>(?=<span|$)', line) for line in lines]


def test_lines_stand_side_by_side_where_they_agree(client: Client) -> None:
    paper = paper_with([])
    Transcription(document=paper, language="ru", script="Cyrl", text="Сова Ян\nг. Ровно").save()
    Translation(document=paper, language="en", text="Sowa Jan\ntown of Równe").save()
    Translation(document=paper, language="de", text="Sowa Jan, Stadt Równe").save()
    text = page_of(client, paper)
    assert lines_of(text) == [
        [("written", "ru", "Сова Ян"), ("letters", "ru-Latn", "Sowa Jan"), ("translated", "en", "Sowa Jan")],
        [("written", "ru", "г. Ровно"), ("letters", "ru-Latn", "g. Rowno"), ("translated", "en", "town of Równe")],
    ]
    assert 'href="#line-2"' in text and "made by rule, not by a person" in text
    apart = text[text.index('<div class="texts">') :]
    assert '<div class="words translated" lang="de"><p>Sowa Jan, Stadt Równe</p>' in apart
    shown = re.findall(r'id="show-(\d)"( checked)?', text)
    assert shown == [("1", " checked"), ("2", " checked"), ("3", " checked"), ("4", "")]


def test_given_latin_letters_are_not_made_again(client: Client) -> None:
    paper = paper_with([])
    Transcription(document=paper, language="ru", script="Cyrl", text="Сова", version="1").save()
    Transcription(document=paper, language="ru", script="Latn", text="Sova", version="2").save()
    text = page_of(client, paper)
    assert lines_of(text) == [[("written", "ru", "Сова"), ("letters", "ru-Latn", "Sova")]]
    assert "made by rule" not in text


def test_an_inscription_on_the_back_has_its_own_words(client: Client) -> None:
    paper = paper_with([])
    Transcription(document=paper, language="pl", text="Lwów 1938").save()
    Transcription(document=paper, language="pl", text="Irka\nZiuta", side=Side.BACK).save()
    text = page_of(client, paper)
    back = text[text.index('id="words-back"') :]
    assert "<h3>The back</h3>" in back and back.count("<li id=") >= 2 and 'id="back-line-2"' in back
    assert 'id="line-1"' in text[: text.index('id="words-back"')]


def test_what_cannot_be_read_is_marked_and_explained(client: Client) -> None:
    paper = paper_with([])
    Transcription(document=paper, language="pl", text="Szym[a/o]ński [...] <b>?</b> Kowal[ski]").save()
    text = page_of(client, paper)
    assert 'Szym<span class="unclear">[a/o]</span>ński <span class="unclear">[...]</span> &lt;b&gt;?' in text
    marks = text[text.index('<div class="marks">') :].partition("</div>")[0]
    assert marks.count("<li>") == 3 and "[?]" not in marks
