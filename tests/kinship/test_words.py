"""A table of kinship in three languages: the sexes up from the one and down to the other, and what that is called."""

from pathlib import Path

import pytest

from records.kinship.relation import Relation
from records.kinship.words import relation_words

TABLE = Path(__file__).with_name("relations.txt").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.splitlines() if not line.startswith("#")]


def relation(text: str) -> Relation:
    sexes, *flags = text.split()
    up, down = sexes.split("/")
    known: dict = dict(flag.split("=") if "=" in flag else (flag, True) for flag in flags)
    return Relation(up, down, **known)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_relation_is_called(row: tuple[str, ...]) -> None:
    assert tuple(relation_words(relation(row[0]), language) for language in ("en", "pl", "de")) == row[1:]


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_every_shape_has_a_name_whatever_sexes_are_known(language: str) -> None:
    names = set()
    for up in range(9):
        for down in range(9):
            for sex in "MFU":
                for more in ({}, {"half": True}, {"how": "adopted"}, {"before": "F"}, {"after": "U"}):
                    if up + down:
                        name = relation_words(Relation("M" * up, sex * down, **more), language)
                        assert name and "  " not in name and name == name.strip()
                        names.add(name)
    assert len(names) > 300


def test_another_language_reads_english() -> None:
    assert relation_words(Relation("MM", ""), "fr") == "grandfather"
