"""A PAGE ENTERED ONCE: its words, and what is understood by them, become everything the archive keeps of it.

entry.py is what was entered, saving.py makes records of it in one transaction; proposals.py, likely_people.py and
plausible.py help while someone is typing; rows.py reads pasted rows. May use every room up to plausibility.
"""
