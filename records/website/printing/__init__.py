"""PRINTED MATTER: pages, charts, journeys and the booklet of a family as PDF, from the edition alone.

asked.py says what can be asked for; waiting_line.py who waits for it; booklet.py and *_sheet.py what stands in it;
sheets.py makes HTML of that (templates/website/print/); pdf_writing.py lays it out with WeasyPrint, which may fetch
our own letters and the edition's pictures alone. A page of the site only asks; `manage.py make_pdf` does the work.
"""
