"""Addresses below /admin/review/. Each states who may use it: see review_doors.py."""

from django.urls import path

from records.admin.reviewing import contradiction_views, line_views, record_views, second_views

urlpatterns = [
    path("", line_views.review_line, name="review-line"),
    path("second/", line_views.read_again, name="review-read-again"),
    path("second/<int:document>/", second_views.second_reading, name="review-second"),
    path("second/<int:document>/differences/", second_views.differences, name="review-differences"),
    path("agreement/", second_views.agreement_report, name="review-agreement"),
    path("letter/", contradiction_views.letter, name="review-letter"),
    path("conclude/", contradiction_views.conclude_claim, name="review-conclude"),
    path("<slug:kind>/<slug:record_id>/", record_views.review_record, name="review-record"),
    path("<slug:kind>/<slug:record_id>/accept/", record_views.accept_record, name="review-accept"),
    path("<slug:kind>/<slug:record_id>/return/", record_views.return_record, name="review-return"),
    path("<slug:kind>/<slug:record_id>/remark/", record_views.remark_on_record, name="review-remark"),
]
