"""Addresses below /admin/hints/. Each states who may use it."""

from django.urls import path

from records.admin.hints import hint_views

urlpatterns = [
    path("", hint_views.hints, name="hints"),
    path("<int:pk>/", hint_views.settle, name="hint-settle"),
]
