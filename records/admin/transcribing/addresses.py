"""Addresses below /admin/transcribe/. Each states who may use it: see desk_doors.py."""

from django.urls import path

from records.admin.transcribing import reading_views, scan_views, views

urlpatterns = [
    path("", views.choose_kind, name="transcribe-kinds"),
    path("session/", reading_views.session, name="transcribe-session"),
    path("back/", views.signed_in_again, name="transcribe-back"),
    path("readings/", reading_views.readings, name="transcribe-readings"),
    path("scans/<str:token>/", scan_views.scans, name="transcribe-scans"),
    path("scans/<str:token>/<str:name>", scan_views.scan, name="transcribe-scan"),
    path("<str:kind>/", views.transcribe, name="transcribe"),
    path("<str:kind>/likely/", reading_views.likely_people, name="transcribe-likely"),
    path("<str:kind>/warnings/", reading_views.entry_warnings, name="transcribe-warnings"),
    path("<str:kind>/table/", reading_views.table, name="transcribe-table"),
    path("<str:kind>/saved/<int:document>/", views.saved, name="transcribe-saved"),
]
