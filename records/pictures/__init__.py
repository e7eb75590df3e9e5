"""Pictures for readers: smaller ones to look at and tiles to zoom into, made of the stored originals.

Files only, no database: which pictures may be shown, the edition says (records/edition/picture_store.py). What is
made is bare of remarks (remarks.py). Start with renditions.py; tiles.py needs the extra ``iiif``.
"""
