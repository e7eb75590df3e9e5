"""Gathers the rooms' models for Django. Nothing imports this module."""

from records.accounts.models import Invitation
from records.change_sets import ChangeSet, TouchedRow
from records.chronicle.models import Chapter, ChronicleEvent, Claim, Topic
from records.contributions.followed_search import FollowedSearch
from records.contributions.models import Contribution, SentFile, Statement, Thanks
from records.documents.collections import Collection, CollectionMember
from records.documents.models import (
    Archive,
    Document,
    DocumentImage,
    Mention,
    Source,
    Transcription,
    Translation,
)
from records.exporting.models import Download, Export
from records.hints.models import Hint
from records.histories.models import Author, FamilyHistory, HistoryPerson, Narrative
from records.importing.jobs import ImportJob
from records.importing.models import ExternalId, ImportBatch, ImportedRecord, ImportedRow, Residue
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.kept_index import ComparedRecord, IndexState, LookupKey, ValueCount
from records.linkage.merges import Merge
from records.linkage.models import Identification, NotSame
from records.linkage.pairs import PairDecision, PersonPair
from records.linkage.people_estimate import PeopleEstimate
from records.linkage.proposals import Proposal
from records.outbox import ComparisonDue, OutboxEntry
from records.people.claims_that_differ import Contradiction
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.places.models import CampDetails, Place, PlaceKind, PlaceName, PlaceParent
from records.review_queue import InReview
from records.reviewing.models import BegunReading, LetterWish, Remark, SecondReading, SentLetter
from records.tables.models import ColumnMapping, TableJob
from records.transcribing.models import SentForm

__all__ = [
    "Archive",
    "Author",
    "BegunReading",
    "CampDetails",
    "ChangeSet",
    "Chapter",
    "ChildCitation",
    "ChronicleEvent",
    "Claim",
    "Collection",
    "CollectionMember",
    "ColumnMapping",
    "ComparedRecord",
    "ComparisonDue",
    "Contradiction",
    "Contribution",
    "Document",
    "DocumentImage",
    "Download",
    "Event",
    "EventCitation",
    "Export",
    "ExternalId",
    "Family",
    "FamilyChild",
    "FamilyHistory",
    "FamilyPartner",
    "FollowedSearch",
    "Hint",
    "HistoryPerson",
    "Identification",
    "ImportBatch",
    "ImportJob",
    "ImportedRecord",
    "ImportedRow",
    "InReview",
    "IndexState",
    "Invitation",
    "JourneyStage",
    "LetterWish",
    "LookupKey",
    "Mention",
    "Merge",
    "NameCitation",
    "Narrative",
    "NotSame",
    "OutboxEntry",
    "PairDecision",
    "PeopleEstimate",
    "Person",
    "PersonCitation",
    "PersonName",
    "PersonPair",
    "Place",
    "PlaceKind",
    "PlaceName",
    "PlaceParent",
    "Proposal",
    "Remark",
    "Residue",
    "SecondReading",
    "SentFile",
    "SentForm",
    "SentLetter",
    "Source",
    "StageCitation",
    "Statement",
    "TableJob",
    "Thanks",
    "Topic",
    "TouchedRow",
    "Transcription",
    "Translation",
    "Traveller",
    "ValueCount",
]
