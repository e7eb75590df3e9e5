"""The papers of the archive, by kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.documents.kinds import DOCUMENT_KINDS
from records.edition.counting import Names, all_names, facet_counts, names_by_kind
from records.edition.queries import listed
from records.website.access import Edition, everyone_may_read
from records.website.document_words import document_words, kind_label
from records.website.next_links import after, next_link


@everyone_may_read
def documents(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List the documents, all or of one kind."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in DOCUMENT_KINDS else ""
    part = listed(edition, "document", facets={"kind": kind} if kind else None, after=after(request))
    kinds = sorted((kind_label(code), code, number) for code, number in facet_counts(edition, "document", "kind"))
    names = names_by_kind(edition)
    context = {
        "names": names.get(kind, Names()) if kind else all_names(edition),
        "documents": [document_words(row.id, row.card) for row in part.rows],
        "next": next_link(request, part.next),
        "kinds": kinds,
        "kind": kind,
        "kind_label": kind_label(kind) if kind else "",
    }
    return render(request, "website/documents.html", context)
