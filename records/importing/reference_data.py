"""Loading the reference data: the gazetteer and the chronicle. Loading again leaves what is there as it is."""

import json
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from records.chronicle.models import Chapter, ChronicleEvent, Claim, Topic
from records.dates.iso import from_iso
from records.documents.models import Archive, Source
from records.fixture_files import fixture_path, fixture_rows
from records.histories.models import FamilyHistory
from records.names.folding import script_of
from records.places.kinds import PLACE_KINDS
from records.places.models import CampDetails, Place, PlaceKind, PlaceName, PlaceParent
from records.record_model import Record, Status

Progress = Callable[[str, int, int], None]
_GENERAL_KNOWLEDGE = "GK"
_LOCAL_LANGUAGE = {
    "BY": "be",
    "UA": "uk",
    "LT": "lt",
    "PL": "pl",
    "RU": "ru",
    "KZ": "kk",
    "UZ": "uz",
    "TM": "tk",
    "KG": "ky",
    "IR": "fa",
}


def steady_uid(kind: str, key: str) -> UUID:
    """Return the UUID of a fixture's record: the same on every install, so that addresses stay."""
    return uuid5(NAMESPACE_URL, f"https://kresy.families/{kind}/{key}")


def is_unverified(source: str) -> bool:
    """Return whether a source column says general knowledge (GK): not yet found in a source."""
    return any(_GENERAL_KNOWLEDGE in part.replace("(", " ").replace(":", " ").split() for part in source.split(";"))


def read_json(*parts: str) -> Any:
    """Return the content of a JSON fixture."""
    return json.loads(fixture_path(*parts).read_text(encoding="utf-8"))


def load_reference_data(progress: Progress) -> dict[str, int]:
    """Load gazetteer and chronicle in one transaction; return how many records of each kind are new."""
    with transaction.atomic():
        new = {"places": _load_places(progress), "sources": load_sources("chronicle", progress)}
        new["chapters"] = _load_chapters(progress)
        new["histories elsewhere"] = _load_histories_elsewhere()
    return new


def missing(model: type[Record], keys: dict[str, UUID]) -> list[str]:
    """Return those of the keys whose records the archive does not hold yet."""
    held = set(model._default_manager.filter(uid__in=keys.values()).values_list("uid", flat=True))
    return [key for key, uid in keys.items() if uid not in held]


def _load_places(progress: Progress) -> int:
    rows = {row["name"]: row for row in fixture_rows("reference", "places.csv")}
    new = missing(Place, {name: steady_uid("place", name) for name in rows})
    for done, name in enumerate(new, 1):
        _load_place(rows[name])
        progress("places", done, len(new))
    voivodeships = {
        place.name.removeprefix("województwo "): place for place in Place.objects.filter(kinds__kind="wojewodztwo")
    }
    for name in new:
        _load_parent(name, rows[name]["parent_1939"], voivodeships)
    _load_camps(new)
    return len(new)


def _load_camps(new: list[str]) -> None:
    """Give the camps among the new places their details; the row's sources join those of the place."""
    for row in fixture_rows("reference", "camps.csv"):
        if row["place"] not in new:
            continue
        place = Place.objects.get(uid=steady_uid("place", row["place"]))
        details = {key: row[key] for key in ("run_by", "work", "population", "commandant", "conditions")}
        CampDetails(place=place, **details).save()
        known = [part.strip() for part in place.source_note.split(";")]
        place.source_note = "; ".join(
            [*known, *(part.strip() for part in row["source"].split(";") if part.strip() not in known)]
        )
        place.save()


def _load_place(row: dict[str, str]) -> None:
    precise = row["lat"] and row["lon"] and row["precision"] != "unknown"
    place = Place(
        uid=steady_uid("place", row["name"]),
        status=Status.PUBLISHED,
        name=row["name"],
        modern_name=row["modern_name"],
        country_modern=row["country_modern"],
        parent_1939=row["parent_1939"],
        precision=row["precision"],
        latitude=float(row["lat"]) if precise else None,
        longitude=float(row["lon"]) if precise else None,
        note=row["note"],
        source_note=row["source"],
        unverified=is_unverified(row["source"]),
    )
    if row["active_from"] or row["active_to"]:
        place.date = from_iso(
            f"{row['active_from']}/{row['active_to']}" if row["active_from"] != row["active_to"] else row["active_from"]
        )
    place.save()
    for kind in dict.fromkeys(filter(None, row["kind"].split(";"))):
        PlaceKind(place=place, kind=kind if kind in PLACE_KINDS else "other").save()
    local = _LOCAL_LANGUAGE.get(row["country_modern"].split(";")[0], "")
    for column, language, kind in (
        ("name_ru", "ru", "former"),
        ("name_local", local, "modern"),
        ("modern_name", "en", "modern"),
    ):
        for name in _names_in(row[column]):
            if name != row["name"]:
                PlaceName(place=place, name=name, language=language, script=script_of(name), kind=kind).save()


def _names_in(text: str) -> list[str]:
    """Split "Вильнюс (Вильно)" and "a / b" into single names."""
    for sign in "()/;":
        text = text.replace(sign, "|")
    return list(dict.fromkeys(name.strip() for name in text.split("|") if name.strip()))


def _load_parent(name: str, parent_1939: str, voivodeships: dict[str, Place]) -> None:
    for word in parent_1939.replace(",", " ").split():
        if word in voivodeships and voivodeships[word].name != name:
            place = Place.objects.get(uid=steady_uid("place", name))
            parent = PlaceParent(place=place, parent=voivodeships[word])
            parent.date = from_iso("1939")
            parent.save()
            return


def load_sources(folder: str, progress: Progress) -> int:
    """Load a folder's sources.json; return how many are new."""
    rows = {row["key"]: row for row in read_json(folder, "sources.json")}
    new = missing(Source, {key: steady_uid("source", key) for key in rows})
    for done, key in enumerate(new, 1):
        row = rows[key]
        reliability = row.get("reliability") or {}
        source = Source(
            uid=steady_uid("source", key),
            status=Status.PUBLISHED,
            title=row["title"],
            author=row.get("author") or "",
            publication=row.get("publication") or "",
            signature=row.get("signature") or "",
            kind=(row.get("kind") or "")[:40],
            url=row.get("url") or "",
            rights=row.get("rights") or "",
            note=row.get("note") or "",
            invented=bool(row.get("invented")),
            date_text=str(row.get("date") or row.get("year") or ""),
            archive=Archive.objects.filter(uid=steady_uid("archive", row["archive"])).first()
            if row.get("archive")
            else None,
            **{f"reliability_{language}": reliability.get(language, "") for language in ("en", "pl", "de")},
        )
        source.save()
        progress("sources", done, len(new))
    return len(new)


def in_languages(stem: str, texts: dict[str, str] | None) -> dict[str, str]:
    """Return the columns stem_en, stem_pl, stem_de of a text in three languages."""
    return {f"{stem}_{language}": (texts or {}).get(language, "") for language in ("en", "pl", "de")}


def _load_chapters(progress: Progress) -> int:
    rows = {row["key"]: row for row in read_json("chronicle", "chapters.json")}
    new = missing(Chapter, {key: steady_uid("chapter", key) for key in rows})
    if not new:
        return 0
    for key in new:
        row = rows[key]
        chapter = Chapter(
            uid=steady_uid("chapter", key),
            status=Status.PUBLISHED,
            number=row["number"],
            key_word=key,
            stages=row.get("stages", []),
            **in_languages("title", row["title"]),
            **in_languages("summary", row["summary"]),
            **in_languages("text", row["text"]),
        )
        chapter.date = from_iso(f"{row['from']}/{row['to']}")
        chapter.save()
        chapter.sources.set(
            Source.objects.filter(uid__in=[steady_uid("source", source) for source in row.get("sources", [])])
        )
    chapters = {chapter.key_word: chapter for chapter in Chapter.objects.filter(key_word__in=rows)}
    _load_chronicle_events(list(chapters.values()))
    topics = read_json("chronicle", "claims.json")
    for done, row in enumerate(topics, 1):
        _load_topic(row, chapters[row["chapter"]])
        progress("disputed questions", done, len(topics))
    return len(new)


def _load_chronicle_events(chapters: list[Chapter]) -> None:
    for row in fixture_rows("reference", "events.csv"):
        event = ChronicleEvent(
            chapter=_chapter_of(from_iso(row["date"]).earliest, chapters),
            title_en=row["title_en"],
            title_pl=row["title_pl"],
            title_de=row["title_de"],
            source_note=row["source"],
            unverified=is_unverified(row["source"]),
        )
        event.date = from_iso(row["date"])
        event.save()


def _chapter_of(day: int | None, chapters: list[Chapter]) -> Chapter:
    """Return the chapter with the narrowest time that holds the day; the nearest one where none does."""

    def fitness(chapter: Chapter) -> tuple[int, int]:
        first, last = chapter.date_earliest or 0, chapter.date_latest or 0
        outside = max(first - (day or 0), (day or 0) - last, 0)
        return outside, last - first

    return min(chapters, key=fitness)


def _load_topic(row: dict[str, Any], chapter: Chapter) -> None:
    topic, _created = Topic.objects.get_or_create(
        number=row["number"],
        defaults={
            "chapter": chapter,
            **in_languages("question", row["topic"]),
            **in_languages("comment", row["comment"]),
        },
    )
    if topic.claims.exists():
        return
    conclusion = row.get("conclusion") or {}
    for index, claim in enumerate(row["claims"]):
        concluded = bool(conclusion) and conclusion.get("claim") == index
        Claim(
            topic=topic,
            source=Source.objects.get(uid=steady_uid("source", claim["source"])),
            where=claim.get("where") or "",
            subject=claim.get("subject") or "",
            kind=claim.get("kind") or "",
            hedged=bool(claim.get("hedge")),
            unverified=not claim.get("verified", True),
            is_conclusion=concluded,
            conclusion_reason=_reason(conclusion) if concluded else "",
            **in_languages("text", claim["text"]),
        ).save()


def _reason(conclusion: dict[str, Any]) -> str:
    reason = conclusion.get("reason", "")
    return str(reason.get("en", "")) if isinstance(reason, dict) else str(reason)


def _load_histories_elsewhere() -> int:
    rows = {row["title"]: row for row in read_json("chronicle", "family_histories_elsewhere.json")}
    new = missing(FamilyHistory, {title: steady_uid("history", title) for title in rows})
    for title in new:
        FamilyHistory(
            uid=steady_uid("history", title),
            status=Status.PUBLISHED,
            title_en=title,
            external_url=rows[title]["url"],
            external_site=rows[title]["site"],
        ).save()
    return len(new)
