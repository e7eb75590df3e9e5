"""Chapters, dated events, and the topics on which sources disagree: every claim is kept, with its source."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.dated_model import Dated
from records.documents.models import Source
from records.record_model import Record, RecordPart


class Chapter(Dated, Record):
    """A chapter of the background, told in three languages."""

    KIND = "chapter"

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    key_word = models.SlugField(_("key"), max_length=60, unique=True)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_pl = models.CharField(_("title (Polish)"), max_length=200, blank=True)
    title_de = models.CharField(_("title (German)"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_pl = models.TextField(_("summary (Polish)"), blank=True)
    summary_de = models.TextField(_("summary (German)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    text_pl = models.TextField(_("text (Polish)"), blank=True)
    text_de = models.TextField(_("text (German)"), blank=True)
    stages = models.JSONField(_("stages of the journey it tells of"), default=list, blank=True)
    sources = models.ManyToManyField(
        Source, through="ChapterSource", blank=True, related_name="chapters", verbose_name=_("sources")
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def __str__(self) -> str:
        return f"{self.number}. {self.title_en}"


class ChapterSource(RecordPart):
    """A source that a chapter rests on: a row of its own, so that its coming and going is in the history."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="cited")
    source = models.ForeignKey(Source, models.CASCADE, related_name="cited_in_chapters", verbose_name=_("source"))

    class Meta:
        db_table = "records_chapter_sources"
        ordering = ["id"]
        unique_together = [("chapter", "source")]
        verbose_name = _("source of a chapter")
        verbose_name_plural = _("sources of a chapter")

    def __str__(self) -> str:
        return str(self.source)

    def owners(self) -> Sequence[Record | None]:
        return [self.chapter, self.source]


class ChronicleEvent(Dated, RecordPart):
    """One dated event of the background."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="events")
    title_en = models.CharField(_("title (English)"), max_length=300)
    title_pl = models.CharField(_("title (Polish)"), max_length=300, blank=True)
    title_de = models.CharField(_("title (German)"), max_length=300, blank=True)
    source_note = models.TextField(_("where this is from"), blank=True)
    unverified = models.BooleanField(_("unverified"), default=False)

    class Meta:
        ordering = ["date_earliest", "id"]
        verbose_name = _("event of the chronicle")
        verbose_name_plural = _("events of the chronicle")

    def __str__(self) -> str:
        return f"{self.date_value} {self.title_en}"

    def owners(self) -> Sequence[Record | None]:
        return [self.chapter]


class Topic(RecordPart):
    """A question on which the sources disagree."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="topics", verbose_name=_("chapter"))
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    question_en = models.CharField(_("question (English)"), max_length=300)
    question_pl = models.CharField(_("question (Polish)"), max_length=300, blank=True)
    question_de = models.CharField(_("question (German)"), max_length=300, blank=True)
    comment_en = models.TextField(_("comment (English)"), blank=True)
    comment_pl = models.TextField(_("comment (Polish)"), blank=True)
    comment_de = models.TextField(_("comment (German)"), blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("disputed question")
        verbose_name_plural = _("disputed questions")

    def __str__(self) -> str:
        return self.question_en

    def owners(self) -> Sequence[Record | None]:
        return [self.chapter]


class Claim(RecordPart):
    """What one source says on a disputed question. At most one claim is our conclusion, with a reason."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="claims")
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims", verbose_name=_("source"))
    where = models.CharField(_("page or section"), max_length=300, blank=True)
    text_en = models.TextField(_("claim (English)"))
    text_pl = models.TextField(_("claim (Polish)"), blank=True)
    text_de = models.TextField(_("claim (German)"), blank=True)
    subject = models.CharField(_("what is counted or dated"), max_length=200, blank=True)
    kind = models.CharField(_("kind of claim"), max_length=40, blank=True)
    hedged = models.BooleanField(_("the source itself hedges"), default=False)
    unverified = models.BooleanField(_("unverified"), default=False)
    is_conclusion = models.BooleanField(_("our conclusion"), default=False)
    conclusion_reason = models.TextField(_("why we conclude so"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(is_conclusion=True), name="one_conclusion_of_a_topic"
            ),
            models.CheckConstraint(
                condition=Q(is_conclusion=False) | ~Q(conclusion_reason=""),
                name="claim_conclusion_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text_en[:80]

    def owners(self) -> Sequence[Record | None]:
        return [self.topic.chapter, self.source]
