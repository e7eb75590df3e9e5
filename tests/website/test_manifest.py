"""The IIIF manifest of a document: of the right shape, in three languages, and of nothing that is kept back.

The shape is checked against the rules of the Presentation API 3.0 (https://iiif.io/api/presentation/3.0/): which
properties a resource must have, of which kind their values are, and which terms may stand where.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from records.documents.models import Mention, Side, Transcription
from records.edition.picture_store import prepare_pictures
from records.edition.rebuilding import no_progress, rebuild
from tests.conftest import TODAY
from tests.website.conftest import CERTIFICATE, one_id
from tests.website.papers import add_picture, paper_with, picture

Json = dict[str, Any]
LANGUAGE = re.compile(r"none|[a-z]{2,3}(-[A-Za-z0-9]+)*")
RIGHTS = re.compile(r"http://(creativecommons\.org/(licenses|publicdomain)|rightsstatements\.org/vocab)/.+")
# What each kind of resource must have, and what it may have beside it, as the table of the specification says.
MUST = {
    "Manifest": {"@context", "id", "type", "label", "items"},
    "Canvas": {"id", "type", "items", "width", "height"},
    "AnnotationPage": {"id", "type", "items"},
    "Annotation": {"id", "type", "motivation", "body", "target"},
    "Agent": {"id", "type", "label", "homepage"},
    "Image": {"id", "type", "format"},
    "Text": {"id", "type", "format"},
    "Dataset": {"id", "type", "format"},
    "TextualBody": {"type", "value"},
    "ImageService3": {"id", "type", "profile"},
}
MAY = {
    "Manifest": {"metadata", "rights", "requiredStatement", "provider", "homepage", "seeAlso", "thumbnail"},
    "Canvas": {"label", "thumbnail", "annotations"},
    "Annotation": {"label"},
    "Image": {"width", "height", "service"},
    "Text": {"label", "language"},
    "Dataset": {"label"},
    "TextualBody": {"language", "format"},
}
LISTS = {"items", "metadata", "provider", "homepage", "seeAlso", "thumbnail", "annotations", "service"}


def check(resource: Json, ids: set[str]) -> None:
    """Check one resource and all below it; each has an id of its own."""
    kind = resource["type"]
    assert MUST[kind] <= resource.keys() <= MUST[kind] | MAY.get(kind, set()), (kind, resource.keys())
    if "id" in resource:
        assert re.match(r"https?://[^\s#]+$", resource["id"]), resource["id"]
    if kind in ("Manifest", "Canvas", "AnnotationPage", "Annotation"):
        assert resource["id"] not in ids
        ids.add(resource["id"])
    for key, value in resource.items():
        if key == "label":
            check_language_map(value)
        elif key in ("width", "height"):
            assert isinstance(value, int) and value > 0
        elif key in LISTS:
            assert isinstance(value, list) and (value or key != "items"), key
            for part in value:
                check_pair(part) if key == "metadata" else check(part, ids)
        elif key == "body":
            for part in value if isinstance(value, list) else [value]:
                check(part, ids)
    if "requiredStatement" in resource:
        check_pair(resource["requiredStatement"])


def check_language_map(value: Json) -> None:
    assert value and all(LANGUAGE.fullmatch(language) for language in value), value
    assert all(isinstance(texts, list) and texts and all(texts) for texts in value.values()), value


def check_pair(pair: Json) -> None:
    assert pair.keys() == {"label", "value"}
    check_language_map(pair["label"])
    check_language_map(pair["value"])


def check_manifest(manifest: Json) -> None:
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json" and manifest["type"] == "Manifest"
    assert "rights" not in manifest or RIGHTS.fullmatch(manifest["rights"])
    check(manifest, set())
    for canvas in manifest["items"]:
        (page,) = canvas["items"]
        for painting in page["items"]:
            assert painting["motivation"] == "painting" and painting["target"] == canvas["id"]
            assert painting["body"]["type"] == "Image"
        for other in canvas.get("annotations", []):
            for annotation in other["items"]:
                assert annotation["motivation"] in ("supplementing", "tagging")
                assert re.fullmatch(re.escape(canvas["id"]) + r"(#xywh=(\d+,){3}\d+)?", annotation["target"])


def test_the_demonstration_has_a_manifest_of_the_right_shape(
    client: Client, demo_archive: Path, demo_edition: str
) -> None:
    document = one_id(demo_archive, "document", CERTIFICATE)
    response = client.get(f"/documents/{document}/manifest.json", headers={"accept-language": "pl"})
    assert response["Access-Control-Allow-Origin"] == "*" and "presentation/3" in response["Content-Type"]
    manifest = response.json()
    check_manifest(manifest)
    assert manifest["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    told = {entry["label"]["en"][0]: entry["value"] for entry in manifest["metadata"]}
    assert "września 1941" in told["Date"]["pl"][0]
    assert told["Reference"] == {"none": ["DEMO/release-papers/4117"]} and told["Kind"].keys() == {"en", "pl", "de"}
    front, back = manifest["items"]
    assert (front["width"], front["height"]) == (1240, 1754)
    labels = ["The front: The certificate", "The back: Notes of those who saw it on the way"]
    found = [canvas["label"].get("en", canvas["label"].get("none")) for canvas in (front, back)]
    assert found == [[label] for label in labels]
    service = front["items"][0]["items"][0]["body"]["service"][0]
    assert service["type"] == "ImageService3" and client.get(f"{service['id']}/info.json").status_code == 200
    painted = front["items"][0]["items"][0]["body"]
    for shown in (painted, front["thumbnail"][0], manifest["thumbnail"][0]):
        assert client.get(shown["id"])["Content-Type"] == shown["format"]
    for other in (*manifest["homepage"], *manifest["seeAlso"]):
        assert client.get(other["id"]).status_code == 200, other["id"]
    words, names = front["annotations"]
    languages = [one["body"]["language"] for one in words["items"]]
    assert languages == ["ru", "ru-Latn", "en", "pl", "de"] and "label" in words["items"][1]
    assert names["items"][0]["target"].endswith("#xywh=105,364,915,42")
    name, who = names["items"][0]["body"]
    assert name["value"].startswith("Зарембский") and client.get(who["id"]).status_code == 200
    assert [one["body"]["value"].count("\n") for one in back["annotations"][0]["items"]] == [2] * 5


def test_a_kept_manifest_is_asked_after_by_its_content(client: Client, demo_archive: Path, demo_edition: str) -> None:
    address = f"/documents/{one_id(demo_archive, 'document', CERTIFICATE)}/manifest.json"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag, "accept-language": "de"}).status_code == 304


@pytest.mark.usefixtures("empty_archive")
def test_tiles_are_told_of_as_soon_as_there_are_any(client: Client) -> None:
    taken = picture(1, (600, 700), "JPEG")
    paper = paper_with([taken])
    add_picture(paper, picture(2), 2, side=Side.BACK)
    Transcription(document=paper, language="pl", text="Irka", side=Side.BACK).save()
    Mention(document=paper, as_written="Irka", birth_year=1850, image=paper.images.get(position=1), crop_left=9).save()
    rebuild("public", TODAY)
    address = f"/documents/{paper.public_id}/manifest.json"
    before = client.get(address)
    check_manifest(before.json())
    body = before.json()["items"][0]["items"][0]["items"][0]["body"]
    assert "service" not in body and (body["id"], body["format"]) == (
        f"http://testserver/media/{taken.sha256}/",
        "image/jpeg",
    )
    prepare_pictures(no_progress)
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    check_manifest(after.json())
    first, second = after.json()["items"]
    assert first["items"][0]["items"][0]["body"]["service"]
    assert second["annotations"][0]["items"][0]["body"]["value"] == "Irka"
    assert first["annotations"][0]["items"][0]["target"].endswith("/canvas/1#xywh=9,0,591,700")


@pytest.mark.usefixtures("empty_archive")
def test_what_is_kept_back_has_no_manifest(client: Client) -> None:
    paper = paper_with([picture(1)])
    address = f"/documents/{paper.public_id}/manifest.json"
    rebuild("public", TODAY)
    assert client.get(address).status_code == 200
    Mention(document=paper, as_written="Nieznany").save()
    rebuild("public", TODAY)
    assert client.get(address).status_code == 404
    without = paper_with([])
    rebuild("public", TODAY)
    assert client.get(f"/documents/{without.public_id}/manifest.json").status_code == 404
    assert "manifest.json" not in client.get(f"/en/documents/{without.public_id}/").content.decode()
