"""The volunteers' door: one module per room, which registers that room's forms.

record_admin.py and record_rows.py hold what all forms share, record_form.py what a form checks, access.py who
may do what, searching.py how records are found. It may use every room below; nothing uses it. Start in
people_admin.py, which uses most of what there is.
"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from records.admin import (  # noqa: F401
    changes_admin,
    chronicle_admin,
    collections_admin,
    contributions_admin,
    documents_admin,
    export_desk,
    histories_admin,
    import_desk,
    importing_admin,
    invitations_admin,
    journeys_admin,
    linkage_admin,
    people_admin,
    places_admin,
    sources_admin,
    tables,
    users_admin,
)
from records.admin.known_choices import ChoicesWhileTyping

admin.site.index_template = "admin/records/index.html"
admin.site.index_title = ""
# One door for everybody: /accounts/login/, with its second step and its lock.
admin.site.login = secure_admin_login(admin.site.login)
# Namesakes must be told apart while typing: the stock answer shows a record's bare name.
admin.site.autocomplete_view = ChoicesWhileTyping.as_view(admin_site=admin.site)
