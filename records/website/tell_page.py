"""The form for readers who know something, about one record or about anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from records.edition.queries import Card
from records.website.access import Edition, everyone_may_send, page_or_404
from records.website.contribution_form import ContributionForm
from records.website.document_words import document_words
from records.website.flood_gate import is_too_much
from records.website.history_words import history_words
from records.website.language_words import Spoken, guessed
from records.website.person_words import person_words
from records.website.place_words import place_words
from records.website.reader_language import gettext as _
from records.website.stage_words import stage_words


@everyone_may_send
def tell(request: HttpRequest, edition: Edition, kind: str = "", record_id: str = "") -> HttpResponse:
    """Show the form, or take the message and thank for it."""
    about = _called(kind, record_id, page_or_404(edition, kind, record_id).card) if kind else None
    form = ContributionForm(request.POST or None, request.FILES or None, label_suffix="")
    status = 400
    if request.method == "POST":
        if form.is_from_a_program:
            # A program learns nothing from being thanked too.
            return redirect("website:thanks")
        if form.is_valid():
            if is_too_much(request, "told", timezone.now()):
                form.add_error(None, _("So much cannot be taken in at once. Please send it again in an hour."))
                status = 429
            elif message := form.store(kind, record_id):
                return redirect("website:told", message.token)
    address = f"website:{kind}" if kind else ""
    context = {"form": form, "about": about, "back": address, "record_id": record_id}
    return render(request, "website/tell.html", context, status=status if form.errors else 200)


def _called(kind: str, record_id: str, card: Card) -> Spoken:
    """Return how a record is called in the heading of the form."""
    if kind == "person":
        return person_words(record_id, card).name
    if kind == "place":
        return place_words(record_id, card).name
    if kind == "document":
        return document_words(record_id, card).title
    if kind == "history":
        return history_words(record_id, card).title
    words = stage_words(record_id, card, {})
    return words.title or guessed(words.label)
