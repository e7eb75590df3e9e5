"""Pictures in smaller sizes and as tiles: made after publishing, shown only while the edition shows the picture."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image

from records.documents.image_intake import CleanImage
from records.documents.models import Document
from records.edition import picture_store
from records.edition.picture_store import pictures_folder, prepare_pictures
from records.edition.publishing import publish_changes
from records.edition.rebuilding import no_progress, rebuild
from records.pictures.renditions import folder_of, stored
from records.record_model import Status
from tests.conftest import TODAY
from tests.website.papers import add_picture, paper_with, picture

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def taken() -> CleanImage:
    return picture(size=(1600, 900), kind="JPEG")


@pytest.fixture
def paper(taken: CleanImage) -> Document:
    return paper_with([taken])


def addresses(taken: CleanImage) -> list[str]:
    sha256 = taken.sha256
    tiles = ("info.json", "0,0,512,512/512,512/0/default.jpg", "full/max/0/default.jpg", "full/400,225/0/default.jpg")
    return [f"/media/{sha256}/small/", f"/media/{sha256}/middle/", *(f"/iiif/{sha256}/{tile}" for tile in tiles)]


def content_of(client: Client, address: str) -> tuple[str, bytes]:
    response = client.get(address)
    assert response.status_code == 200, address
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return response["Content-Type"], body


def test_a_withdrawn_paper_takes_its_pictures_and_tiles_off_the_disk(
    client: Client, paper: Document, taken: CleanImage
) -> None:
    rebuild("public", TODAY)
    assert prepare_pictures(no_progress).made == 1
    assert [client.get(address).status_code for address in addresses(taken)] == [200] * 6
    folder = folder_of(pictures_folder(), taken.sha256)
    assert folder.is_dir()
    paper.status = Status.WITHDRAWN
    paper.save()
    publish_changes(TODAY)
    assert not folder.exists() and stored(pictures_folder()) == []
    every = [*addresses(taken), f"/media/{taken.sha256}/", f"/iiif/{taken.sha256}"]
    assert [client.get(address).status_code for address in every] == [404] * 8


def test_what_lies_there_is_not_sent_once_the_edition_has_dropped_it(
    client: Client, paper: Document, taken: CleanImage, monkeypatch
) -> None:
    rebuild("public", TODAY)
    prepare_pictures(no_progress)
    monkeypatch.setattr(picture_store, "remove", lambda *_given: None)
    paper.delete()
    publish_changes(TODAY)
    assert folder_of(pictures_folder(), taken.sha256).is_dir()
    assert [client.get(address).status_code for address in addresses(taken)] == [404] * 6
    # What was left so by a publisher that was killed is removed by the next one.
    monkeypatch.undo()
    paper_with([])
    publish_changes(TODAY)
    assert stored(pictures_folder()) == []


def test_a_publishing_that_breaks_off_takes_away_what_it_withdrew(
    paper: Document, taken: CleanImage, monkeypatch
) -> None:
    rebuild("public", TODAY)
    prepare_pictures(no_progress)
    paper.delete()

    def broken_off(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("records.edition.publishing._leave_no_trace", broken_off)
    with pytest.raises(KeyboardInterrupt):
        publish_changes(TODAY)
    assert stored(pictures_folder()) == []


def test_a_picture_that_another_paper_shows_stays(client: Client, paper: Document, taken: CleanImage) -> None:
    other = paper_with([taken])
    rebuild("public", TODAY)
    prepare_pictures(no_progress)
    paper.delete()
    publish_changes(TODAY)
    assert [client.get(address).status_code for address in addresses(taken)] == [200] * 6
    other.status = Status.DRAFT
    other.save()
    rebuild("public", TODAY)
    assert stored(pictures_folder()) == []


def test_until_they_are_made_the_whole_picture_is_sent(client: Client, paper: Document, taken: CleanImage) -> None:
    rebuild("public", TODAY)
    small = f"/media/{taken.sha256}/small/"
    assert content_of(client, small) == ("image/jpeg", taken.content)
    whole_tag = client.get(small)["ETag"]
    assert client.get(f"/iiif/{taken.sha256}/info.json").status_code == 404
    prepare_pictures(no_progress)
    kind, smaller = content_of(client, small)
    assert kind == "image/webp" and len(smaller) < len(taken.content) and client.get(small)["ETag"] != whole_tag


def test_publishing_asks_a_worker_once(paper: Document, taken: CleanImage) -> None:
    rebuild("public", TODAY)
    asked = DBTaskResult.objects.filter(task_path__endswith="work_on_pictures")
    assert asked.count() == 1
    add_picture(paper, picture(2), 2)
    publish_changes(TODAY)
    assert asked.count() == 1, "one worker makes all that waits"
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)
    assert len(stored(pictures_folder())) == 2
    paper.title = "Inny tytuł"
    paper.save()
    publish_changes(TODAY)
    assert asked.filter(status="READY").count() == 0, "nothing is left to be made"


def test_the_command_goes_on_where_it_stopped(paper: Document, monkeypatch, capsys) -> None:
    add_picture(paper, picture(2), 2)
    rebuild("public", TODAY)
    prepare, turns = picture_store.prepare, []

    def broken_off(*given) -> None:
        turns.append(given)
        if len(turns) == 2:
            raise KeyboardInterrupt
        prepare(*given)

    monkeypatch.setattr(picture_store, "prepare", broken_off)
    with pytest.raises(KeyboardInterrupt):
        call_command("prepare_pictures", verbosity=0)
    assert len(stored(pictures_folder())) == 1
    monkeypatch.undo()
    call_command("prepare_pictures", verbosity=0)
    call_command("prepare_pictures", verbosity=0)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Made 1 pictures ready; 1 were so before; removed the files of 0.",
        "Made 0 pictures ready; 2 were so before; removed the files of 0.",
    ]


def test_a_file_with_remarks_waits_until_it_is_written_anew(
    client: Client, paper: Document, taken: CleanImage, settings
) -> None:
    rebuild("public", TODAY)
    exif = Image.Exif()
    exif[0x010E] = "Kanarkowa"
    stored_file = Path(settings.MEDIA_ROOT) / paper.images.get().file.name
    Image.new("RGB", (1600, 900)).save(stored_file, "JPEG", exif=exif)
    assert client.get(f"/media/{taken.sha256}/").status_code == 404
    prepare_pictures(no_progress)
    for address in (f"/media/{taken.sha256}/", *addresses(taken)):
        assert b"Kanarkowa" not in content_of(client, address)[1], address


def test_a_lost_file_is_told_of_and_stops_nothing(paper: Document, taken: CleanImage, settings, caplog) -> None:
    add_picture(paper, picture(2), 2)
    rebuild("public", TODAY)
    (Path(settings.MEDIA_ROOT) / paper.images.get(position=1).file.name).unlink()
    done = prepare_pictures(no_progress)
    assert (done.made, done.failed) == (1, 1) and taken.sha256 in caplog.text


def test_viewers_of_other_sites_may_show_the_tiles(client: Client, paper: Document, taken: CleanImage) -> None:
    rebuild("public", TODAY)
    prepare_pictures(no_progress)
    for address in addresses(taken):
        response = client.get(address)
        assert response["Access-Control-Allow-Origin"] == "*", address
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304 and again["Access-Control-Allow-Origin"] == "*", address
    info = client.get(f"/iiif/{taken.sha256}/info.json").json()
    assert info["id"] == f"http://testserver/iiif/{taken.sha256}" and info["profile"] == "level0"
    led = client.get(f"/iiif/{taken.sha256}")
    assert (led.status_code, led["Location"]) == (303, f"/iiif/{taken.sha256}/info.json")
    step = info["tiles"][0]
    assert (step["width"], step["scaleFactors"]) == (512, [1, 2, 4])
    for factor in step["scaleFactors"]:
        side = step["width"] * factor
        for left in range(0, info["width"], side):
            for top in range(0, info["height"], side):
                width, height = min(side, info["width"] - left), min(side, info["height"] - top)
                region = f"{left},{top},{width},{height}"
                size = f"{-(-width // factor)},{-(-height // factor)}"
                if (width, height) == (info["width"], info["height"]):
                    region = "full"
                assert client.get(f"/iiif/{taken.sha256}/{region}/{size}/0/default.jpg").status_code == 200, region


@pytest.mark.parametrize(
    "asked",
    ["/media/{0}/huge/", "/iiif/{0}/full/..,../0/default.jpg", "/iiif/{0}/../../0/default.jpg", "/iiif/x/info.json",
     "/iiif/{0}/1,1,1,1/1,1/0/default.jpg", "/iiif/{0}/full/200,/0/default.jpg", "/media/../small/"],
)  # fmt: skip
def test_nothing_else_is_to_be_had(client: Client, paper: Document, taken: CleanImage, asked: str) -> None:
    rebuild("public", TODAY)
    prepare_pictures(no_progress)
    assert client.get(asked.format(taken.sha256)).status_code == 404
