"""The names on the page in the form of their document: on which of its pictures each stands, by number."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.admin.record_form import RowForm
from records.admin.record_rows import RowSet
from records.documents.models import DocumentImage, Mention


class MentionForm(RowForm):
    """One name; its picture is told by the number under which the document shows it."""

    picture = forms.IntegerField(
        label=_("number of the picture"),
        required=False,
        min_value=1,
        help_text=_("Where on it, is counted in pixels. A side without a number ends at the edge."),
    )

    def __init__(self, *args: Any, pictures: Sequence[DocumentImage] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pictures = pictures
        ids = [picture.pk for picture in pictures]
        if self.instance.image_id in ids:
            self.initial["picture"] = ids.index(self.instance.image_id) + 1

    def clean_picture(self) -> int | None:
        number: int | None = self.cleaned_data["picture"]
        if number is not None and number > len(self._pictures):
            raise ValidationError(
                _("The document has no picture of this number yet: save a new picture before you refer to it.")
            )
        # The model compares the part with the picture.
        self.instance.image = self._pictures[number - 1] if number is not None else None
        return number


class MentionSet(RowSet):
    """The names on the page of one document."""

    @cached_property
    def _pictures(self) -> list[DocumentImage]:
        return list(self.instance.images.order_by("position", "id")) if self.instance.pk else []

    @cached_property
    def _pictures_left(self) -> set[int]:
        # Asked while the rows are saved, which is after the pictures were.
        return set(self.instance.images.values_list("pk", flat=True))

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        mention: Mention = form.instance
        if mention.image_id is not None and mention.image_id not in self._pictures_left:
            # The picture was taken off the document by the same form.
            mention.image = mention.crop_left = mention.crop_top = mention.crop_width = mention.crop_height = None
        return super().save_existing(form, obj, commit)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "pictures": self._pictures}
