"""The way round the desk. Each entry shows for those who may see what it leads to."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.admin.access import may_transcribe

# (title, [(label, symbol, model)]); the symbols are names in the theme's own font.
GROUPS: tuple[tuple[Any, tuple[tuple[Any, str, str], ...]], ...] = (
    (
        _("Evidence"),
        (
            (_("Documents"), "description", "records.document"),
            (_("Names on pages"), "badge", "records.mention"),
            (_("Identifications"), "join_inner", "records.identification"),
            (_("Sources"), "menu_book", "records.source"),
            (_("Archives"), "account_balance", "records.archive"),
        ),
    ),
    (
        _("People"),
        (
            (_("People"), "person", "records.person"),
            (_("Families"), "family_restroom", "records.family"),
            (_("Stages of the journey"), "route", "records.journeystage"),
            (_("Places"), "location_on", "records.place"),
        ),
    ),
    (
        _("Stories"),
        (
            (_("Family histories"), "auto_stories", "records.familyhistory"),
            (_("Authors"), "edit", "records.author"),
            (_("Chapters"), "history_edu", "records.chapter"),
            (_("Disputed questions"), "balance", "records.topic"),
        ),
    ),
    (_("Nothing lost"), ((_("Changes"), "history", "records.changeset"),)),
    (
        _("Coming in, going out"),
        (
            (_("Messages from readers"), "mail", "records.contribution"),
            (_("Take in a file"), "upload_file", "records.importjob"),
            (_("Take in a list"), "table_view", "records.tablejob"),
            (_("Imports"), "download_done", "records.importbatch"),
            (_("What imported records became"), "swap_horiz", "records.importedrecord"),
            (_("Lines not taken"), "report", "records.residue"),
            (_("Waiting to be published"), "outbox", "records.outboxentry"),
            (_("Exports"), "ios_share", "records.export"),
            (_("Who took which file"), "receipt_long", "records.download"),
        ),
    ),
    (
        _("Accounts"),
        (
            (_("Invitations"), "forward_to_inbox", "records.invitation"),
            (_("Collections"), "folder_special", "records.collection"),
            (_("Users"), "group", "auth.user"),
            (_("Groups"), "groups", "auth.group"),
        ),
    ),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sidebar of this user, as Unfold's setting SIDEBAR["navigation"] wants it."""
    start = {"title": _("Overview"), "icon": "home", "link": reverse("admin:index")}
    aid = {"title": _("Help"), "icon": "help", "link": reverse("help")}
    enter = {"title": _("Transcribe a document"), "icon": "edit_document", "link": reverse("transcribe-kinds")}
    first = [start, enter, aid] if may_transcribe(request.user) else [start, aid]
    groups: list[dict[str, Any]] = [{"title": None, "separator": False, "items": first}]
    if request.user.has_perm("records.view_document"):
        agreeing = [
            {"title": _("In review"), "icon": "rate_review", "link": reverse("review-line")},
            {"title": _("Read a second time"), "icon": "auto_stories", "link": reverse("review-read-again")},
            {"title": _("The same person?"), "icon": "group_work", "link": reverse("pair-decisions")},
            {"title": _("Open contradictions"), "icon": "compare_arrows", "link": reverse("review-contradictions")},
            {"title": _("The daily letter"), "icon": "mail", "link": reverse("review-letter")},
        ]
        if request.user.has_perm("records.view_hint"):
            agreeing.insert(3, {"title": _("Hints"), "icon": "lightbulb", "link": reverse("hints")})
        groups.append({"title": _("Agreeing"), "separator": True, "collapsible": False, "items": agreeing})
    for title, entries in GROUPS:
        items = [_item(label, symbol, model) for label, symbol, model in entries if _may_see(request, model)]
        if items:
            groups.append({"title": title, "separator": True, "collapsible": False, "items": items})
    return groups


def _may_see(request: HttpRequest, model: str) -> bool:
    app, name = model.split(".")
    return any(request.user.has_perm(f"{app}.{act}_{name}") for act in ("view", "change"))


def _item(label: Any, symbol: str, model: str) -> dict[str, Any]:
    return {"title": label, "icon": symbol, "link": reverse(f"admin:{model.replace('.', '_')}_changelist")}
