"""Agreeing, at the desk: the line of what is in review and its pages, second readings, contradictions, the letter.

review_doors.py says who may use what. Start in line_views.py; a document's page is put together in paper_page.py.
"""
