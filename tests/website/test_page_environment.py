"""What the templates of the public pages may use."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from records.website.page_environment import page_environment

CASES = [
    ("{{ words }}", {"words": "<b>Sarny</b>"}, "&lt;b&gt;Sarny&lt;/b&gt;"),
    ("{{ words }}", {"words": mark_safe("<b>Sarny</b>")}, "<b>Sarny</b>"),
    ("{{ nobody.at.all }}{% for one in nobody.there %}x{% endfor %}{% if nobody.there %}y{% endif %}", {}, ""),
    ('{{ _("The journey: %(title)s", title=title) }}', {"title": "<i>"}, "The journey: &lt;i&gt;"),
    ('{{ ngettext("%(number)s person", "%(number)s people", n, number=n) }}', {"n": 748248}, "748,248 people"),
    ("{{ n|grouped }}, {{ n }}", {"n": 1940}, "1,940, 1940"),
    ("{{ words|said }}", {}, ""),
    ('{{ "a"|stringformat("s") }}', {}, "a"),
]


@pytest.mark.parametrize(("template", "values", "shown"), CASES)
def test_a_value_is_shown(template: str, values: dict[str, object], shown: str) -> None:
    with translation.override("en"):
        assert page_environment(autoescape=True).from_string(template).render(values) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "12,345"), ("pl", "12\xa0345"), ("de", "12.345")])
def test_thousands_are_set_apart_as_in_the_language_of_the_page(language: str, shown: str) -> None:
    with translation.override(language):
        assert page_environment().from_string("{{ n|grouped }}").render(n=12345) == shown


@pytest.mark.parametrize("part", ["0123456789abc", "kowalski", "Ковальский", "a b", "żółw", "x-y"])
@pytest.mark.parametrize("name", ["person", "surname"])
def test_an_address_is_that_of_django(name: str, part: str) -> None:
    url = page_environment().globals["url"]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if name == "surname" or (part.isascii() and part.isalnum()):
                assert url(f"website:{name}", part) == reverse(f"website:{name}", args=[part])
            assert url("website:home") == reverse("website:home")


def test_escaping_cannot_be_switched_off() -> None:
    assert page_environment(autoescape=False).from_string("{{ a }}").render(a="<") == "&lt;"
