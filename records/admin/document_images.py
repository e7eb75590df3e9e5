"""The pictures of a document in its form: each is taken in anew, and none twice."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from records.admin.record_form import RowForm
from records.admin.record_rows import RowSet
from records.documents.image_intake import CleanImage, clean_image
from records.documents.models import DocumentImage


class PictureInput(forms.FileInput):
    """A plain field for a file: the picture itself is shown beside it, and only to those who may see it."""

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/jpeg,image/png,image/webp,image/tiff", "class": "max-w-64"})


class ImageForm(RowForm):
    """One picture. What is uploaded is never stored; what is written anew from it is."""

    # Not an ImageField: the intake decodes the picture itself, and says clearly what is wrong.
    file = forms.FileField(label=_("file"), widget=PictureInput)
    taken_in: CleanImage | None = None

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return upload
        self.taken_in = clean_image(cast(BinaryIO, upload.file), upload.size or 0)
        self.instance.sha256 = self.taken_in.sha256
        return ContentFile(self.taken_in.content, self.taken_in.file_name)


class ImageSet(RowSet):
    """The pictures of one document."""

    def clean(self) -> None:
        super().clean()
        document = self.instance.pk
        for form in self.forms:
            taken_in = getattr(form, "taken_in", None)
            if taken_in is None or (form.is_valid() and form.cleaned_data.get("DELETE")):
                continue
            others = [
                other.taken_in.sha256 for other in self.forms if other is not form and getattr(other, "taken_in", None)
            ]
            stored = DocumentImage.objects.filter(document=document, sha256=taken_in.sha256).exclude(
                pk=form.instance.pk
            )
            if taken_in.sha256 in others or (document and stored.exists()):
                raise ValidationError(_("This very picture is already with this document."))
