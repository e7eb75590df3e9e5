"""Addresses: the admin at /admin/, signing in at /accounts/, the API, the public site below a language prefix, a few
plain ones for machines.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from records.admin.reviewing.contradiction_views import open_contradictions

# What the addresses below lead to (kresy_families/desk.py).
admin.autodiscover()

urlpatterns = [
    path("admin/transcribe/", include("records.admin.transcribing.addresses")),
    path("admin/help/", include("records.admin.help.addresses")),
    path("admin/review/", include("records.admin.reviewing.addresses")),
    path("admin/contradictions/", include([path("", open_contradictions, name="review-contradictions")])),
    path("admin/hints/", include("records.admin.hints.addresses")),
    path("admin/pairs/", include("records.admin.same_person.addresses")),
    path("admin/tables/", include("records.admin.tables.addresses")),
    path("admin/", admin.site.urls),
    path("accounts/", include("records.accounts.urls")),
    path("api/v1/", include("records.api.routes")),
    path("", include("records.upkeep.addresses")),
    path("", include("records.website.plain_urls")),
    *i18n_patterns(path("", include("records.website.urls"))),
]
handler404 = "records.website.errors.not_found"
handler500 = "records.website.errors.server_error"
