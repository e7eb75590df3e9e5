"""Family histories: one history, several narratives (one a language or part), the people it tells of."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.names.folding import fold
from records.people.models import Person
from records.record_model import Record, RecordPart


class Author(RecordPart):
    """Who wrote a narrative. The name is public only with the author's consent."""

    name = models.CharField(_("name"), max_length=200)
    consents = models.BooleanField(_("consents to be named in public"), default=False)
    note = models.TextField(_("note for volunteers only"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def owners(self) -> Sequence[Record | None]:
        return list(FamilyHistory.objects.filter(narratives__author=self).distinct()) if self.pk else []


class FamilyHistory(Record):
    """The history of one family. One that lives on another site has a link and no text here."""

    KIND = "history"

    title_en = models.CharField(_("title (English)"), max_length=300)
    title_pl = models.CharField(_("title (Polish)"), max_length=300, blank=True)
    title_de = models.CharField(_("title (German)"), max_length=300, blank=True)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_pl = models.TextField(_("summary (Polish)"), blank=True)
    summary_de = models.TextField(_("summary (German)"), blank=True)
    external_url = models.URLField(_("told at (web address)"), max_length=500, blank=True)
    external_site = models.CharField(_("name of that site"), max_length=200, blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        ordering = ["folded", "id"]
        verbose_name = _("family history")
        verbose_name_plural = _("family histories")

    def __str__(self) -> str:
        return self.title_en

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.title_en)[:300]
        super().save(*args, **kwargs)


class Narrative(RecordPart):
    """The history told in one language, in Markdown."""

    history = models.ForeignKey(FamilyHistory, models.CASCADE, related_name="narratives")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"))
    author = models.ForeignKey(
        Author, models.PROTECT, null=True, blank=True, related_name="narratives", verbose_name=_("author")
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("narrative")
        verbose_name_plural = _("narratives")

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def owners(self) -> Sequence[Record | None]:
        return [self.history]


class HistoryPerson(RecordPart):
    """A person the history tells of."""

    history = models.ForeignKey(FamilyHistory, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.CASCADE, related_name="histories", verbose_name=_("person"))
    position = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("person in the history")
        verbose_name_plural = _("people in the history")
        constraints = [models.UniqueConstraint(fields=["history", "person"], name="person_once_in_a_history")]

    def __str__(self) -> str:
        return str(self.person)

    def owners(self) -> Sequence[Record | None]:
        return [self.history, self.person]
