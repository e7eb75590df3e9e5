"""EVIDENCE, as written: archives, sources, documents, their images, texts, and the names on the page.

Knows nothing of our conclusions: a Mention has no key to a Person. Start with kinds.py, then models.py.
"""
