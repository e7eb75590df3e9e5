"""Addresses below /admin/pairs/. Each states who may use it: see pair_doors.py."""

from django.urls import path

from records.admin.same_person import list_views, may_be_view, pair_views, proposal_views, undo_views

urlpatterns = [
    path("", list_views.decisions, name="pair-decisions"),
    path("proposals/", proposal_views.proposals, name="pair-proposals"),
    path("proposals/<int:pk>/", proposal_views.decide_proposal, name="pair-proposal-decide"),
    path("may-be/", may_be_view.likely_while_typing, name="pair-may-be"),
    path("merges/", list_views.merges, name="pair-merges"),
    path("merges/<int:pk>/", undo_views.undo, name="pair-undo"),
    path("of/<slug:record_id>/", pair_views.seek, name="pair-seek"),
    path("<slug:kept>/<slug:gone>/", pair_views.side_by_side, name="pair"),
    path("<slug:kept>/<slug:gone>/decide/", pair_views.decide_pair, name="pair-decide"),
    path("<slug:kept>/<slug:gone>/merge/", pair_views.merge_pair, name="pair-merge"),
]
