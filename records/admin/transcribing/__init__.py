"""THE SCREEN "TRANSCRIBE A DOCUMENT": the scan beside the form, one save for everything on the page.

screen.py is what the page shows, sent_values.py reads what comes back, kept_scans.py keeps the scans until the save,
views.py joins them; reading_views.py answers while someone types. Templates: admin/records/transcribe*.html, scripts:
static/records/transcribing/. Without scripts the whole way works too.
"""
