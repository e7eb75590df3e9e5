"""FILES -> RECORDS: GEDCOM and the project's own fixtures. Preview, report, and what could not be taken.

May use every room below. Start with gedcom_import.py; models.py remembers each batch and its leftovers.
"""
