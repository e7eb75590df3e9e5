"""Filters of lists that neither count nor list a large table: one types the record to filter by."""

from unfold.contrib.filters.admin import AutocompleteSelectFilter


class ChosenRecordFilter(AutocompleteSelectFilter):
    """Filter by one record, chosen while typing."""

    template = "admin/records/chosen_record_filter.html"
