"""Sitting at the desk: forms as a browser would send them, and a small world to work on."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from records.contributions.followed_search import FollowedSearch
from records.documents.models import Document, Mention, Source
from records.hints.models import Hint
from records.people.models import Event, Person, PersonName
from records.record_model import Record, Status


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "textarea":
            self._textarea = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in found or self._select not in self.values):
            self.values[self._select] = found.get("value") or ""
        elif tag == "input" and found.get("type") not in ("submit", "file", "search"):
            ticked = found.get("type") in ("checkbox", "radio")
            if not ticked or "checked" in found:
                self.values[name] = found.get("value") or ("on" if ticked else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data.removeprefix("\n")


def open_form(client: Client, record: Any, query: str = "") -> dict[str, Any]:
    """Return what a browser would send back if nothing was changed."""
    response = client.get(address(record) + query)
    assert response.status_code == 200, response.status_code
    return values_of(response.content.decode())


def values_of(html: str) -> dict[str, Any]:
    """Return the values of the fields of a form's page; the empty template rows are left out."""
    reader = _FormReader()
    reader.feed(html.split('<div id="content-main">', 1)[1].split("</form>", 1)[0])
    return {name: value for name, value in reader.values.items() if name and "__prefix__" not in name}


def address(record: Any, page: str = "change") -> str:
    """Return the address of a record's form or, for a model, of its list or empty form."""
    meta = record._meta
    arguments = (record.pk,) if page in ("change", "delete", "history") else ()
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=arguments)


def errors_of(response: Any) -> str:
    """Return every error of the form and its rows, joined."""
    found = [str(response.context["adminform"].form.errors)]
    for rows in response.context["inline_admin_formsets"]:
        found += [str(rows.formset.non_form_errors()), *(str(form.errors) for form in rows.formset.forms)]
    return " ".join(found)


def person(given: str = "Jan", surname: str = "Żółkiewski", status: str = Status.DRAFT, **columns: Any) -> Person:
    """Enter one person with one name."""
    someone = Person(status=status, sex="M", **columns)
    someone.save()
    PersonName(person=someone, given=given, surname=surname, preferred=True).save()
    return someone


def dead_person(given: str, surname: str, status: str = Status.PUBLISHED) -> Person:
    """Enter one person who may be shown."""
    someone = person(given, surname, status)
    Event(person=someone, kind="death", date_text="1943").save()
    return someone


def document(
    kind: str = "letter", title: str = "A letter from Karaganda", status: str = Status.DRAFT, **columns: Any
) -> Document:
    """Enter one document."""
    paper = Document(kind=kind, title=title, status=status, **columns)
    paper.save()
    return paper


def mention(paper: Document, as_written: str) -> Mention:
    """Enter one name on a page."""
    name = Mention(document=paper, as_written=as_written)
    name.save()
    return name


def source(title: str = "Register cards") -> Source:
    """Enter one source."""
    book = Source(title=title, status=Status.PUBLISHED)
    book.save()
    return book


def status_of(record: Record) -> str:
    """Return the status that the archive holds now."""
    return str(type(record)._default_manager.get(pk=record.pk).status)


def hint(someone: Person, **columns: Any) -> Hint:
    """Make a hint: that somebody follows a search which this person fits, or what the columns say."""
    now = timezone.now()
    if "record" not in columns:
        search = FollowedSearch.objects.create(
            email="helena@example.org", asked={"q": "Kowalska, near Lwów"}, language="pl", confirmed_at=now,
            token=f"secret{FollowedSearch.objects.count()}",
        )  # fmt: skip
        columns = {"kind": "search", "search": search} | columns
    values = {"kind": "gap", "person": someone.public_id, "made_at": now, "looked_at": now, "fingerprint": "x"}
    return Hint.objects.create(**(values | columns))
