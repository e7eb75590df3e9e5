"""Every loss is told in a sentence with its number, in the grammar of the language."""

import pytest
from django.utils import translation

from records.exporting import data_export, losses
from records.exporting.gedcom_export import LINKS_LEFT
from records.exporting.loss_sentences import SENTENCES, loss_sentence

TOLD = {
    *losses.LOSSES.values(),
    *losses._OF_THE_EDITION.values(),
    losses.STAGES_WITHOUT_TRAVELLERS,
    losses.PICTURES,
    data_export._PICTURES,
    LINKS_LEFT,
}


def test_every_loss_has_its_sentence() -> None:
    assert set(SENTENCES) == TOLD


@pytest.mark.parametrize("what", sorted(SENTENCES))
def test_one_and_many_differ(what: str) -> None:
    with translation.override("en"):
        one, many = loss_sentence(what, 1), loss_sentence(what, 2)
    assert one.startswith("1 ") and many.startswith("2 ")
    assert one[2:] != many[2:]


def test_a_loss_of_an_older_report_keeps_its_words() -> None:
    assert loss_sentence("things nobody counts any more", 3) == "3 things nobody counts any more"
