"""A place's page: its names and parents over time, what it was, the details of a camp."""

from collections.abc import Collection
from typing import Any

from records.edition.composed import DATE_COLUMNS, Composed, date_row
from records.edition.composing.rows import Row, for_status, grouped
from records.names.folding import fold
from records.names.sounds import sound_key
from records.names.transliteration import to_polish_letters
from records.places.models import CampDetails, Place, PlaceKind, PlaceName, PlaceParent
from records.privacy.visibility import Viewer


def compose_places(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these places."""
    places = {row["id"]: row for row in for_status(Place.objects.filter(public_id__in=public_ids), who).values()}
    kinds = grouped(PlaceKind.objects.filter(place__in=places).order_by("kind").values("place_id", "kind"), "place_id")
    names = grouped(
        PlaceName.objects.filter(place__in=places)
        .order_by("id")
        .values("place_id", "name", "language", "script", "kind", *DATE_COLUMNS),
        "place_id",
    )
    parents = grouped(
        for_status(PlaceParent.objects.filter(place__in=places), who, "parent__status")
        .order_by("date_earliest", "id")
        .values("place_id", "parent__public_id", *DATE_COLUMNS),
        "place_id",
    )
    camps = {row["place_id"]: row for row in CampDetails.objects.filter(place__in=places).values()}
    return [
        _page(row, kinds.get(pk, []), names.get(pk, []), parents.get(pk, []), camps.get(pk), who)
        for pk, row in places.items()
    ]


def _page(place: Row, kinds: list[Row], names: list[Row], parents: list[Row], camp: Any, who: Viewer) -> Composed:
    kind_codes = [row["kind"] for row in kinds]
    page = Composed(
        kind="place",
        id=place["public_id"],
        position=place["id"],
        sort_key=place["folded"],
        card={
            "name": place["name"],
            "modern": place["modern_name"],
            "country": place["country_modern"],
            "kinds": kind_codes,
            "parent_1939": place["parent_1939"],
            "latitude": place["latitude"],
            "longitude": place["longitude"],
            "precision": place["precision"],
            "unverified": place["unverified"],
        },
        body={
            **{
                key: place[key]
                for key in (
                    "name",
                    "modern_name",
                    "country_modern",
                    "parent_1939",
                    "latitude",
                    "longitude",
                    "precision",
                    "note",
                    "source_note",
                    "unverified",
                    "status",
                )
            },
            "uid": str(place["uid"]),
            "kinds": kind_codes,
            "date": date_row(place),
            "names": [
                {**{key: row[key] for key in ("name", "language", "script", "kind")}, "date": date_row(row)}
                for row in names
            ],
            "parents": [{"place": row["parent__public_id"], "date": date_row(row)} for row in parents],
            "camp": {key: camp[key] for key in ("run_by", "work", "population", "commandant", "conditions")}
            if camp
            else None,
            "imported_text": place["imported_text"],
        },
        earliest=place["date_earliest"],
        latest=place["date_latest"],
        # A file brings the home address of the living along with the places of the dead.
        only_if_linked=bool(place["imported_text"]) and not who.sees_all,
    )
    page.facets = {("kind", code) for code in kind_codes} | {
        ("country", code) for code in place["country_modern"].split(";") if code
    }
    page.links = {("place", row["parent__public_id"]) for row in parents}
    for written in {place["name"], place["modern_name"], *(row["name"] for row in names)}:
        page.add_keys("word", fold(written).split())
        page.add_keys("word", fold(to_polish_letters(written)).split())
        page.add_keys("sound", (sound_key(word) for word in written.replace("-", " ").split() if len(word) > 2))
    return page
