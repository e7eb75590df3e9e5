"""Addresses below /admin/help/: for everybody at the desk, the practice for those who may enter documents."""

from django.urls import path

from records.admin.help import pages, practice_pages, story_pages

urlpatterns = [
    path("", pages.help_index, name="help"),
    path("words/", pages.word_list, name="help-words"),
    path("udostoverenie/", pages.udostoverenie, name="help-udostoverenie"),
    path("fields/", pages.fields, name="help-fields"),
    path("keys/", pages.keys, name="help-keys"),
    path("messages/", pages.messages, name="help-inbox"),
    path("histories/", story_pages.stories, name="help-stories"),
    path("first-entry/", practice_pages.first_entry, name="help-first-entry"),
]
