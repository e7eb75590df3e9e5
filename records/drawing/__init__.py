"""PICTURES MADE OF FIGURES: maps of a journey, lines of a family through time.

Pure Python: values in, lengths and paths out, in the units of an SVG. The words, colours and links are the templates'.
The land comes from ``fixtures/maps``, with the borders of the present day.
"""
