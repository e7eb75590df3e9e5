"""Loading the demonstration archive: invented families, all sorts of fates. Loading twice changes nothing."""

import json
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from records.dates.iso import from_iso
from records.demonstration.reasons import OnPaper, reason_of
from records.documents.image_intake import clean_image
from records.documents.models import Archive, Document, DocumentImage, Mention, Source, Transcription, Translation
from records.documents.picture_crop import Crop
from records.fixture_files import fixture_path
from records.histories.models import Author, FamilyHistory, HistoryPerson, Narrative
from records.importing.reference_data import (
    Progress,
    in_languages,
    load_sources,
    missing,
    read_json,
    steady_uid,
)
from records.journeys.models import JourneyStage, Outcome, StageCitation, Traveller
from records.linkage.models import Identification
from records.people.kinds import EVENT_KINDS
from records.people.models import (
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonName,
)
from records.places.models import Place
from records.record_model import Status

Row = dict[str, Any]
# The fixture's words for reasons of separation, as the stages' vocabulary has them.
_REASONS = {
    "too sick to travel": "too_sick",
    "left at station": "left_at_station",
    "missed train": "missed_train",
    "died on route": "died_on_route",
    "conscripted elsewhere": "conscripted",
    "camp refused or hid the news": "camp_refused",
    "minority nationality refused after 1 Dec 1941": "nationality",
    "special case, under investigation": "special_case",
    "arrived too late for the army": "too_late",
    "child in a Soviet home": "childrens_home",
    "chose to stay": "chose_to_stay",
    "unknown": "unknown",
}
_OUTCOMES = {"left behind": Outcome.LEFT_BEHIND, "born on the way": Outcome.BORN}
_DECIDED_ON = date(2026, 11, 22)


def load_demo_archive(progress: Progress) -> dict[str, int]:
    """Load the demonstration archive in one transaction; return how many records of each kind are new."""
    families = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(fixture_path("demo", "families").glob("*.json"))
    ]
    with transaction.atomic():
        new = {"archives": _load_archives(), "sources": load_sources("demo", progress)}
        new["people"] = _load_people([person for family in families for person in family["people"]], progress)
        new["families"] = sum(_load_family(row) for family in families for row in family["families"])
        new["stages"] = _load_stages(read_json("demo", "stages.json"), progress)
        new["documents"] = _load_documents(read_json("demo", "documents.json"), progress)
        new["histories"] = sum(_load_history(family["history"]) for family in families)
    return new


def _place(name: str | None) -> Place | None:
    return Place.objects.get(uid=steady_uid("place", name)) if name else None


def _source(key: str) -> Source:
    return Source.objects.get(uid=steady_uid("source", key))


def _person(key: str) -> Person:
    return Person.objects.get(uid=steady_uid("person", key))


def _citation(row: Row) -> Row:
    return {
        "source": _source(row["source"]),
        "page": row.get("page") or "",
        "quality": row.get("quality"),
        "text": row.get("text") or "",
    }


def _load_archives() -> int:
    rows = {row["key"]: row for row in read_json("demo", "archives.json")}
    new = missing(Archive, {key: steady_uid("archive", key) for key in rows})
    for key in new:
        row = rows[key]
        Archive(
            uid=steady_uid("archive", key),
            status=Status.PUBLISHED,
            name=row["name"],
            place_text=row["place"],
            url=row["url"],
            note=row["note"],
        ).save()
    return len(new)


def _load_people(rows: list[Row], progress: Progress) -> int:
    by_key = {row["key"]: row for row in rows}
    new = missing(Person, {key: steady_uid("person", key) for key in by_key})
    for done, key in enumerate(new, 1):
        _load_person(by_key[key])
        progress("people", done, len(new))
    return len(new)


def _load_person(row: Row) -> None:
    person = Person(
        uid=steady_uid("person", row["key"]),
        status=row["status"],
        sex=row["sex"],
        vital=row["vital"],
        note=row.get("note") or "",
        invented=True,
    )
    person.save()
    for position, name_row in enumerate(row["names"], 1):
        name = PersonName(
            person=person,
            position=position,
            kind=name_row["kind"],
            given=name_row.get("given") or "",
            surname=name_row.get("surname") or "",
            patronymic=name_row.get("patronymic") or "",
            language=name_row.get("language") or "",
            script=name_row.get("script") or "Latn",
            as_written=name_row.get("as_written") or "",
            preferred=bool(name_row.get("preferred")),
        )
        name.save()
        for citation in name_row.get("citations", []):
            NameCitation(name=name, **_citation(citation)).save()
    for event_row in row["events"]:
        _load_event(event_row, person=person)
    if row.get("nationality_as_recorded"):
        Event(person=person, kind="nationality", value=row["nationality_as_recorded"]).save()


def _load_event(row: Row, **owner: Person | Family) -> None:
    conclusion = row.get("conclusion") or {}
    event = Event(
        **owner,
        kind=row["type"] if row["type"] in EVENT_KINDS else "other",
        type_text=row.get("type_text") or "",
        date_text=row.get("date") or "",
        place=_place(row.get("place")),
        place_as_written=row.get("place_as_written") or "",
        value=row.get("value") or "",
        note=row.get("note") or "",
        is_conclusion=bool(conclusion),
        conclusion_reason=conclusion.get("reason", ""),
        concluded_by=conclusion.get("author", ""),
        concluded_on=_DECIDED_ON if conclusion else None,
    )
    event.save()
    for citation in row.get("citations", []):
        EventCitation(event=event, **_citation(citation)).save()


def _load_family(row: Row) -> int:
    uid = steady_uid("family", row["key"])
    if Family.objects.filter(uid=uid).exists():
        return 0
    family = Family(uid=uid, status=Status.PUBLISHED)
    family.save()
    for position, key in enumerate(row["partners"], 1):
        FamilyPartner(family=family, person=_person(key), position=position).save()
    for position, child in enumerate(row["children"], 1):
        FamilyChild(
            family=family,
            person=_person(child["person"]),
            position=position,
            pedigree=child.get("pedigree", "birth"),
        ).save()
    for event in row.get("events", []):
        _load_event(event, family=family)
    return 1


def _load_stages(rows: list[Row], progress: Progress) -> int:
    by_key = {row["key"]: row for row in rows}
    new = missing(JourneyStage, {key: steady_uid("stage", key) for key in by_key})
    for done, key in enumerate(new, 1):
        _load_stage(by_key[key])
        progress("stages", done, len(new))
    return len(new)


def _load_stage(row: Row) -> None:
    stage = JourneyStage(
        uid=steady_uid("stage", row["key"]),
        status=row["status"],
        code=row["code"],
        title=row.get("title") or "",
        place=_place(row.get("place")),
        place_as_written=row.get("place_as_written") or "",
        origin=_place(row.get("from_place")),
        transport=row.get("transport") or "",
        note=row.get("note") or "",
        date_text=row.get("date") or "",
        invented=True,
    )
    stage.save()
    for citation in row.get("citations", []):
        StageCitation(stage=stage, **_citation(citation)).save()
    for traveller in row["travellers"]:
        row_of_person = Traveller(
            stage=stage,
            person=_person(traveller["person"]),
            role=traveller.get("role") or "",
            note=traveller.get("note") or "",
            outcome=_OUTCOMES.get(traveller["outcome"], traveller["outcome"]),
            presence=traveller["presence"],
            reason=_REASONS.get(traveller.get("reason") or "", ""),
        )
        if traveller.get("from") or traveller.get("to"):
            row_of_person.date = from_iso(f"{traveller.get('from') or '..'}/{traveller.get('to') or '..'}")
        row_of_person.save()


def _load_documents(rows: list[Row], progress: Progress) -> int:
    by_key = {row["key"]: row for row in rows}
    new = missing(Document, {key: steady_uid("document", key) for key in by_key})
    for done, key in enumerate(new, 1):
        _load_document(by_key[key])
        progress("documents", done, len(new))
    return len(new)


def _load_document(row: Row) -> None:
    document = Document(
        uid=steady_uid("document", row["key"]),
        status=row["status"],
        kind=row["kind"],
        source=_source(row["source"]) if row.get("source") else None,
        title=row["title"],
        signature=row.get("signature") or "",
        date_text=row.get("date") or "",
        place=_place(row.get("place")),
        place_as_written=row.get("place_as_written") or "",
        language=row.get("language") or "",
        original=row.get("original") or "unknown",
        holder_today=row.get("holder_today") or "",
        provenance=row.get("provenance") or "",
        rights=row.get("rights") or "",
        fields=row.get("fields") or {},
        note=row.get("note") or "",
        invented=True,
    )
    document.save()
    for text in row.get("transcriptions", []):
        Transcription(
            document=document,
            language=text["language"],
            script=text.get("script") or "Latn",
            text=text["text"],
            author=text.get("author") or "",
            version=str(text.get("version") or ""),
            side=text.get("side") or "",
        ).save()
    for text in row.get("translations", []):
        Translation(
            document=document,
            language=text["language"],
            text=text["text"],
            author=text.get("author") or "",
            side=text.get("side") or "",
        ).save()
    pictures = [_load_picture(document, number, image) for number, image in enumerate(row.get("images", []), 1)]
    for position, mention_row in enumerate(row.get("mentions", []), 1):
        _load_mention(document, position, mention_row, pictures, row["mentions"])


def _load_picture(document: Document, position: int, row: Row) -> DocumentImage:
    """Take a drawn picture of the demonstration in, as the desk does."""
    with fixture_path("demo", "pictures", row["file"]).open("rb") as stream:
        taken = clean_image(stream, 0)
    file = ContentFile(taken.content, taken.file_name)
    told = {"caption": row["caption"], "side": row["side"]}
    # Given with the row, the picture tells its width and height.
    picture = DocumentImage(document=document, position=position, sha256=taken.sha256, file=file, **told)
    picture.file.save(taken.file_name, file, save=False)
    picture.save()
    return picture


def _load_mention(
    document: Document, position: int, row: Row, pictures: list[DocumentImage], on_paper: list[Row]
) -> None:
    left, top, width, height = row.get("crop") or (None, None, None, None)
    mention = Mention(
        document=document,
        position=position,
        row=str(row.get("row") or ""),
        as_written=row["as_written"],
        script=row.get("script") or "Latn",
        romanised=row.get("romanised") or "",
        role=row.get("role") or "",
        relation=row.get("relation") or "",
        age_text=row.get("age_text") or "",
        birth_year=row.get("birth_year"),
        known_dead=bool(row.get("known_dead")),
        image=pictures[row["image"] - 1] if row.get("image") else None,
        **Crop(left, top, width, height).columns(),
    )
    mention.save()
    identified = row.get("identified")
    if identified:
        person = _person(identified["person"])
        others = [_person(other["identified"]["person"]) for other in on_paper if other.get("identified")]
        told = OnPaper(row["as_written"], row.get("birth_year"), others, document.place)
        Identification(
            mention=mention,
            person=person,
            certainty=identified["certainty"],
            reason=identified.get("reason") or reason_of(told, person),
            decided_by=identified.get("author") or "",
        ).save()


def _load_history(row: Row) -> int:
    uid = steady_uid("history", row["key"])
    if FamilyHistory.objects.filter(uid=uid).exists():
        return 0
    history = FamilyHistory(
        uid=uid,
        status=row["status"],
        invented=True,
        **in_languages("title", row["title"]),
        **in_languages("summary", row["summary"]),
    )
    history.save()
    for position, text in enumerate(row["narratives"], 1):
        author = (
            Author.objects.get_or_create(name=text["author"], defaults={"consents": True})[0]
            if text.get("author")
            else None
        )
        Narrative(
            history=history,
            position=position,
            language=text["language"],
            title=text["title"],
            text=text["text"],
            author=author,
        ).save()
    for position, key in enumerate(row["people"], 1):
        HistoryPerson(history=history, person=_person(key), position=position).save()
    return 1
