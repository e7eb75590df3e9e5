"""What templates may ask for: the languages a page exists in. Uses no record.

Values come to templates already in words (records.website); nothing here decides what is shown.
"""
