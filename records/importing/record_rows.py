"""The rows that the records of a file become, and the keys and ids for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from records.documents.models import Archive, Source
from records.importing import row_shapes as shapes
from records.importing.date_rows import NO_DATE, DateRow
from records.importing.gedcom_ids import uuid_of
from records.importing.row_shapes import Shape
from records.importing.row_writing import Row, RowWriter
from records.journeys.models import JourneyStage
from records.people.models import Event, Family, Person, PersonName
from records.record_model import public_id_of


@dataclass(slots=True)
class StageOfFile:
    """A stage of the journey; its date is None while unknown here."""

    pk: int
    uid: str
    public_id: str
    date: DateRow | None = NO_DATE
    notes: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[int, str, str]:
        return self.pk, self.uid, self.public_id


class RecordRows:
    """Where the readers of records put their rows: the writer's own lists, which it writes and empties, or others."""

    def __init__(
        self,
        writer: RowWriter,
        rows: Mapping[Shape, list[Row]],
        uids: Iterator[tuple[str, str]],
        stage_made: Callable[[int, str], None],
        stages: "dict[str, StageOfFile] | None" = None,
    ) -> None:
        """``stages`` are those that were met by their UID, where several readers share them."""
        self.uids = uids
        self.people, self.names, self.names_in_full = (
            rows[shapes.PERSON],
            rows[shapes.NAME],
            rows[shapes.NAME_IN_FULL],
        )
        self.events, self.events_in_full = rows[shapes.EVENT], rows[shapes.EVENT_IN_FULL]
        self.families = rows[shapes.FAMILY]
        self.stages, self.travellers = rows[shapes.STAGE], rows[shapes.TRAVELLER]
        self.sources, self.archives = rows[shapes.SOURCE], rows[shapes.ARCHIVE]
        self.name_citations = rows[shapes.NAME_CITATION]
        self.event_citations = rows[shapes.EVENT_CITATION]
        self.person_citations = rows[shapes.PERSON_CITATION]
        self.stage_citations = rows[shapes.STAGE_CITATION]
        self.external_ids = rows[shapes.EXTERNAL_ID]
        self.person_ids, self.family_ids = writer.ids(Person), writer.ids(Family)
        self.name_ids, self.event_ids = writer.ids(PersonName), writer.ids(Event)
        self.stage_ids = writer.ids(JourneyStage)
        self.source_ids, self.archive_ids = writer.ids(Source), writer.ids(Archive)
        self._stage_made = stage_made
        self.stages_by_uid: dict[str, StageOfFile] = {} if stages is None else stages
        self._travels: set[int] = set()
        self._new_stages: set[int] = set()
        self._archive_has_stages = JourneyStage.objects.exists()

    def next_person(self) -> None:
        """Begin another person: each is once on a stage."""
        if self._travels:
            self._travels.clear()

    def new_stage(self, uid: str) -> StageOfFile:
        """Return a stage that the file brings, with the UUID that it gives, if it gives one."""
        pk, (own, public_id) = next(self.stage_ids), next(self.uids)
        given = uuid_of(uid) if uid else None
        if given is not None:
            own, public_id = given.hex, public_id_of(given)
        self._stage_made(pk, public_id)
        return StageOfFile(pk, own, public_id)

    def share_stage(self, uid: str, stage: StageOfFile, date: DateRow, notes: frozenset[str]) -> None:
        """Let later travellers find this stage by its UID; what they say alike of it is said."""
        stage.date, stage.notes = date, notes
        self.stages_by_uid[uid] = stage
        self._new_stages.add(stage.pk)
        self._travels.add(stage.pk)

    def forget_stage(self, pk: int) -> None:
        """Let nobody find a stage by its UID that is not kept."""
        if pk in self._new_stages:
            self._new_stages.discard(pk)
            for uid in [uid for uid, stage in self.stages_by_uid.items() if stage.pk == pk]:
                del self.stages_by_uid[uid]

    def shared_stage(self, uid: str) -> StageOfFile | None:
        """Return the stage that bears this UID, in the file so far or in the archive."""
        stage = self.stages_by_uid.get(uid)
        found = uuid_of(uid)
        if stage is None and found is not None and self._archive_has_stages:
            row = JourneyStage.objects.filter(uid=found).values_list("pk", "public_id", "date_value").first()
            if row is not None:
                stage = self.stages_by_uid[uid] = StageOfFile(row[0], found.hex, row[1], None)
        return stage

    def travels_first(self, stage: int) -> bool:
        """Say whether the person was not on this stage yet, and remember it."""
        first = stage not in self._travels
        self._travels.add(stage)
        return first
