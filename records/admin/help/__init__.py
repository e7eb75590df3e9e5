"""HELP AT THE DESK: a word list for Russian hands, the certificate field by field, keys, a first entry for practice.

word_tables.py reads fixtures/help/, pages.py shows it, practice.py compares a practice entry with the known reading.
Templates: admin/records/help*.html. Every table is whole on one page, so the browser's own search finds it.
"""
