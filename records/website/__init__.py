"""THE PUBLIC DOOR. One page is one module x_page.py and one template website/x.html of the same stem.

Sees only the edition (records.edition), the inbox (records.contributions) and the vocabularies; never a working model.
Start with urls.py for the pages and access.py for who may use them; the *_words.py modules put values into words.
"""
