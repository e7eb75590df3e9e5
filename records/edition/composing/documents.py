"""A document's page. Where it names someone who may be living, its words and pictures are withheld as a whole."""

from collections.abc import Collection

from records.documents.models import Document, DocumentImage, Mention, Transcription, Translation
from records.documents.picture_crop import COLUMNS as CROP_COLUMNS
from records.documents.validity import expiry
from records.edition.composed import DATE_COLUMNS, Composed, ListRow, Tally, date_row
from records.edition.composing.imported import origins
from records.edition.composing.rows import Row, for_status, grouped
from records.edition.full_text import TEXT_ROLE, text_keys, texts_of
from records.linkage.models import Identification
from records.names.folding import fold
from records.names.sounds import sound_key
from records.names.transliteration import to_polish_letters
from records.places.models import Place
from records.privacy.names_on_pages import nobodys_name_may_be_shown
from records.privacy.visibility import Viewer, visible_ids
from records.record_model import Status


def compose_documents(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these documents."""
    rows = for_status(Document.objects.filter(public_id__in=public_ids), who).values(
        "id",
        "uid",
        "public_id",
        "status",
        "kind",
        "title",
        "folded",
        "signature",
        "source__public_id",
        "source__status",
        "place__public_id",
        "place_as_written",
        "language",
        "original",
        "holder_today",
        "provenance",
        "rights",
        "fields",
        "note",
        "invented",
        "worked_on_at",
        *DATE_COLUMNS,
    )
    documents = {row["id"]: row for row in rows}
    batch = _Batch(documents.keys(), who)
    return [batch.compose(row) for row in documents.values()]


def kept_back(pks: Collection[int], who: Viewer) -> set[int]:
    """Return those of the documents whose words this viewer may not read, by primary key."""
    shown = set(for_status(Document.objects.filter(pk__in=pks), who).values_list("id", flat=True))
    batch = _Batch(shown, who)
    return {pk for pk in pks if pk not in shown or batch.names_somebody_hidden(pk)}


_SUREST_FIRST = ("sure", "probable", "uncertain")
_ABOUT_THE_PAPER = ("signature", "place_as_written", "language", "original", "holder_today", "rights")


class _Batch:
    def __init__(self, pks: Collection[int], who: Viewer) -> None:
        self.who = who
        self.origins = origins("document", pks, who)
        self.mentions = grouped(
            Mention.objects.filter(document__in=pks).order_by("position", "id").values(), "document_id"
        )
        identifications = list(
            Identification.objects.filter(mention__document__in=pks, withdrawn=False)
            .order_by("id")
            .values("mention_id", "person_id", "person__public_id", "certainty", "reason", "decided_by")
        )
        self.identified = grouped(identifications, "mention_id")
        self.seen = visible_ids({row["person_id"] for row in identifications}, who)
        self.images = grouped(
            DocumentImage.objects.filter(document__in=pks)
            .order_by("position", "id")
            .values("id", "document_id", "sha256", "file", "caption", "side", "width", "height"),
            "document_id",
        )
        self.places = self._places()
        # How the pages of each document are counted, from 1.
        self.image_numbers = {
            image["id"]: number for images in self.images.values() for number, image in enumerate(images, 1)
        }
        self.transcriptions = grouped(
            Transcription.objects.filter(document__in=pks)
            .order_by("id")
            .values("document_id", "language", "script", "text", "author", "version", "side"),
            "document_id",
        )
        self.translations = grouped(
            Translation.objects.filter(document__in=pks)
            .order_by("id")
            .values("document_id", "language", "text", "author", "side"),
            "document_id",
        )

    def compose(self, row: Row) -> Composed:
        mentions, withheld = self._mentions(row["id"])
        source = row["source__public_id"] if self.who.sees_all or row["source__status"] == Status.PUBLISHED else None
        # The title of a paper often bears a name: withheld with the rest.
        card = {
            "kind": row["kind"],
            "title": "" if withheld else row["title"],
            "date": date_row(row),
            "place": row["place__public_id"],
            "withheld": withheld,
            "invented": row["invented"],
        }
        page = Composed(
            kind="document",
            id=row["public_id"],
            position=row["id"],
            sort_key=("~" if withheld else row["folded"])[:300],
            card=card,
            body={
                **card,
                "uid": str(row["uid"]),
                "status": row["status"],
                "source": source,
                "mentions": mentions,
            },
            earliest=row["date_earliest"],
            latest=row["date_latest"],
        )
        if withheld:
            # Whatever else was written down about the paper may name the same person.
            page.body["mentions"] = [
                _without_picture(mention)
                | {"relation": "", "note": "", "age_text": "", "row": "", "values": {}}
                | {"people": [person | {"reason": ""} for person in mention["people"]]}
                for mention in mentions
            ]
        else:
            page.body |= {
                **{key: row[key] for key in _ABOUT_THE_PAPER},
                "fields": _fields(row),
                "note": row["note"],
                "provenance": row["provenance"],
                "transcriptions": self._texts(self.transcriptions, row["id"]),
                "translations": self._texts(self.translations, row["id"]),
                "images": [
                    {key: image[key] for key in ("sha256", "caption", "width", "height")}
                    | ({"side": image["side"]} if image["side"] else {})
                    for image in self.images.get(row["id"], [])
                ],
            }
            if self.who.sees_all:
                page.body["imported"] = self._imported(row)
            page.list_rows = _list_rows(mentions)
            page.images = {image["sha256"]: image["file"] for image in self.images.get(row["id"], [])}
        self._index(row, page, mentions, withheld)
        return page

    def names_somebody_hidden(self, pk: int) -> bool:
        """Whether any name on the page may not be shown."""
        return self._mentions(pk)[1]

    def _imported(self, row: Row) -> Row | None:
        """Return where in a file the document comes from, and whether anybody worked on it since."""
        origin = self.origins.get(row["id"])
        return origin.value(touched=row["worked_on_at"] is not None) if origin is not None else None

    def _texts(self, texts: dict[int, list[Row]], pk: int) -> list[Row]:
        """Return the transcriptions or translations of a document; who made them is told in the house only."""
        hidden = () if self.who.sees_all else ("author",)
        return [
            {
                key: "" if key in hidden else value
                for key, value in row.items()
                if key != "document_id" and (value or key != "side")
            }
            for row in texts.get(pk, [])
        ]

    def _mentions(self, pk: int) -> tuple[list[Row], bool]:
        """Return the names that may be shown, and whether any name on the page may not."""
        shown, withheld = [], False
        for mention in self.mentions.get(pk, []):
            decisions = self.identified.get(mention["id"], [])
            people = [row for row in decisions if row["person_id"] in self.seen]
            if self.who.sees_all or self._may_show(mention, decisions, people):
                shown.append(
                    {
                        **{
                            key: mention[key]
                            for key in (
                                "row",
                                "as_written",
                                "script",
                                "romanised",
                                "role",
                                "relation",
                                "age_text",
                                "birth_year",
                                "note",
                            )
                        },
                        **self._on_picture(mention),
                        **self._said(mention),
                        "people": [
                            {
                                "person": row["person__public_id"],
                                **{key: row[key] for key in ("certainty", "reason")},
                                # Volunteers are living people: their names stay in the house.
                                "decided_by": row["decided_by"] if self.who.sees_all else "",
                            }
                            for row in people
                        ],
                    }
                )
            else:
                withheld = True
        return shown, withheld

    def _on_picture(self, mention: Row) -> Row:
        """Return on which picture a name stands and where; nothing when that is not known."""
        number = self.image_numbers.get(mention["image_id"])
        if number is None:
            return {}
        return {"image": number, **{side: mention[side] for side in CROP_COLUMNS if mention[side] is not None}}

    def _places(self) -> dict[int, str]:
        """Return the places read in what the pages say of people: public ids by primary key."""
        read = {
            value["place"]
            for mentions in self.mentions.values()
            for mention in mentions
            for value in mention["values"].values()
            if "place" in value
        }
        return dict(Place.objects.filter(pk__in=read).values_list("pk", "public_id"))

    def _said(self, mention: Row) -> Row:
        """Return what else the page says of a person, by the key of the person field."""
        values = {}
        for key, value in mention["values"].items():
            place = self.places.get(value.get("place", 0))
            values[key] = {name: text for name, text in value.items() if name != "place"}
            values[key] |= {"place": place} if place else {}
        return {"values": values} | ({"known_dead": mention["known_dead"]} if self.who.sees_all else {})

    def _may_show(self, mention: Row, decisions: list[Row], people: list[Row]) -> bool:
        if decisions:
            return len(people) == len(decisions)
        return nobodys_name_may_be_shown(mention["known_dead"], mention["birth_year"], self.who)

    def _index(self, row: Row, page: Composed, mentions: list[Row], withheld: bool) -> None:
        unidentified = sum(not mention["people"] for mention in mentions)
        page.tally = Tally(row["kind"], row["place__public_id"], page.body["source"], len(mentions), unidentified)
        page.facets = {("kind", row["kind"])} | (
            {("place", row["place__public_id"])} if row["place__public_id"] else set()
        )
        page.links = {("person", person["person"]) for mention in mentions for person in mention["people"]}
        page.certainties = _surest(mentions)
        page.links |= {("source", page.body["source"])} if page.body["source"] else set()
        page.links |= {("place", row["place__public_id"])} if row["place__public_id"] else set()
        if not withheld:
            said = (value for mention in mentions for value in mention["values"].values())
            page.links |= {("place", value["place"]) for value in said if "place" in value}
            page.add_keys(
                "word", fold(f"{row['title']} {row['signature']} {page.body['fields'].get('number', '')}").split()
            )
            numbers = (row["signature"], page.body["fields"].get("number") or "")
            page.add_keys("number", ("".join(fold(str(number)).split()) for number in numbers))
            page.add_keys(TEXT_ROLE, text_keys(texts_of("document", page.body)))
        for mention in mentions:
            written = f"{mention['as_written']} {mention['romanised']}"
            page.add_keys("word", fold(f"{written} {to_polish_letters(written)}").split())
            page.add_keys("sound", (sound_key(word) for word in written.split() if len(word) > 2))


def _list_rows(mentions: list[Row]) -> list[ListRow]:
    """Return who stands where on a page, each person once for each of its names."""
    found: dict[tuple[int, str], ListRow] = {}
    for position, mention in enumerate(mentions):
        for person in mention["people"]:
            row = ListRow(
                position,
                person["person"],
                mention["row"][:100],
                mention.get("image"),
                person["certainty"] != "uncertain",
            )
            found.setdefault((position, person["person"]), row)
    return list(found.values())


def _surest(mentions: list[Row]) -> dict[str, str]:
    """Return for each person how sure the surest of the names is that were taken for theirs."""
    found: dict[str, str] = {}
    for person in (person for mention in mentions for person in mention["people"]):
        before = found.setdefault(person["person"], person["certainty"])
        found[person["person"]] = min(before, person["certainty"], key=_SUREST_FIRST.index)
    return found


def _without_picture(mention: Row) -> Row:
    return {key: value for key, value in mention.items() if key != "image" and key not in CROP_COLUMNS}


def _fields(row: Row) -> Row:
    """Return the fields of the kind, with the computed end of a certificate's validity."""
    fields: Row = dict(row["fields"]) if isinstance(row["fields"], dict) else {}
    ends = expiry(row["date_earliest"], row["date_latest"], fields.get("validity_months"))
    return fields | ({"expires": ends} if ends and row["kind"] == "udostoverenie" else {})
