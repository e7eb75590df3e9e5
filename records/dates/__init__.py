"""WHEN. The value of a date: its words as written, its calendar, and the days it may mean.

Pure Python; uses no other room, and of the reference data only the tables in fixtures/dates.
Start at `historical_date.py` (the value), then `value.py` (the machine form) and
`reading.py` (a date as people write it). `wording.py` says it back in Polish, English or German;
`edtf.py` writes it for programs.
"""
