"""Pages of a long list without counting it: each page reads one row more, to know whether another follows."""

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

# An OFFSET reads all it skips: beyond this page a search or a filter is the way to go.
LAST_PAGE = 200


class LookAheadPaginator(Paginator):
    """Knows the page that is asked for, and of the rest only whether there is more."""

    template_name = "admin/records/look_ahead.html"
    last_page = LAST_PAGE

    def __init__(self, object_list: Any, per_page: int, asked_for: str) -> None:
        super().__init__(object_list, per_page)
        self.asked_for = min(max(int(asked_for), 1), LAST_PAGE) if asked_for.isdecimal() else 1

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the page asked for, and one more if there is one."""
        start = (self.asked_for - 1) * self.per_page
        return list(self.object_list[start : start + self.per_page + 1])

    @cached_property
    def count(self) -> int:
        """How many rows are known of: those up to this page, and one more if there is one."""
        return (self.asked_for - 1) * self.per_page + len(self.rows)

    @cached_property
    def num_pages(self) -> int:
        return min(max(-(-self.count // self.per_page), 1), LAST_PAGE)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        if number != self.asked_for:
            raise EmptyPage(_("That page contains no results"))
        return Page(self.rows[: self.per_page], number, self)
