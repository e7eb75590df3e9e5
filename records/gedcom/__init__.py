"""THE FILE FORMAT. GEDCOM 5.5.1 and 7.0 (and their elders) as trees of structures, and GEDZIP.

Pure Python; knows nothing of our database and uses only the room `dates` and the tables of `fixtures/gedcom/`.
Start at `structure.py`; `reading.py` reads a file record by record, `writing.py` writes one, `upgrading.py` turns
old records into 7.0, and `validating/` judges. Whatever a file does wrong and we can still read becomes a
`Problem` with its line (`problems.py`).
"""
