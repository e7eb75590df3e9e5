"""What a person's form lists of other rooms: the stages travelled, the names on pages, the histories."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.links import change_link
from records.admin.record_rows import ListedRows
from records.histories.models import HistoryPerson
from records.journeys.models import Traveller
from records.linkage.models import Identification


class TravelList(ListedRows):
    model = Traveller
    fields = ("stage_link", "role", "outcome", "presence", "reason", "date_text")
    related = ("stage__place",)
    verbose_name_plural = _("stages of the journey")

    @display(description=_("stage"))
    def stage_link(self, row: Any) -> str:
        return change_link(row.stage)


class IdentificationList(ListedRows):
    model = Identification
    fields = ("identification_link", "document_link", "certainty", "decided_by", "withdrawn")
    related = ("mention__document", "person")
    verbose_name_plural = _("named in documents")

    @display(description=_("name on the page"))
    def identification_link(self, row: Any) -> str:
        return change_link(row)

    @display(description=_("document"))
    def document_link(self, row: Any) -> str:
        return change_link(row.mention.document)


class HistoryList(ListedRows):
    model = HistoryPerson
    fields = ("history_link",)
    related = ("history",)
    verbose_name_plural = _("told of in")

    @display(description=_("history"))
    def history_link(self, row: Any) -> str:
        return change_link(row.history)
