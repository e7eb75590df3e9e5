"""EDITION -> FILES. Reads only an edition: what is not in it cannot come out, so no privacy code is needed here.

Start with gedcom_export.py.
"""
