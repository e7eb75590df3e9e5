"""LISTS OF ARCHIVES: a spreadsheet becomes one document, with a name on the page for each of its rows.

table_file.py reads CSV and XLSX a row at a time, columns.py says what each column is, row_reading.py makes a person of
a row, table_import.py takes the whole in or shows what it would bring. May use transcribing and importing. Start in
table_import.py.
"""
