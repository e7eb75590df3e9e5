"""PAGES AS GEDCOM. A page of an edition becomes the text of its records, in each profile an export may have.

Pure functions: what a page speaks of (its places, stages, documents) is handed in. Uses the rooms gedcom, dates and
names and the vocabularies (kinds.py, stages.py), no model and no database.
Start at record_text.py; profiles.py says what each profile may hold, people.py how a person is written,
overlay.py how a record that came with a file goes out as it came in.
"""
