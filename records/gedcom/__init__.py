"""THE FILE FORMAT. GEDCOM 5.5.1 and 7.0 (and their elders) as trees of structures, and GEDZIP.

Pure Python; knows nothing of our database and uses only the room `dates`.
Start at `structure.py`; `reading.py` reads a file record by record, `writing.py` writes one.
Whatever a file does wrong and we can still read becomes a `Problem` with its line (`problems.py`).
"""
