"""IS A FILE VALID? Our own judge of GEDCOM 7.0 and 5.5.1, which tells the line of every fault.

Pure Python; uses the rest of `gedcom`, the tables of the `gedcom7` package and `fixtures/gedcom/`.
Start at `file_checking.py` (a file) and `record_checking.py` (one record in memory); `rules.py` says what a
grammar is, `grammar_of_seven.py` and `grammar_of_five.py` make those of the dialects, `findings.py` words the faults.
"""
