"""The line above a list that carries out an action: which one, and why, if somebody wants to say so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminTextInputWidget

# Words of the theme that write white on half-white violet.
_PALE = ("group-[.changelist-actions]:!bg-white/20", "group-[.changelist-actions]:!text-current")


class ActionWithReason(ActionForm):
    """What is written is kept with the change: see records/changes/act_of_request.py."""

    why = forms.CharField(
        label="",
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget(
            {"aria-label": _("Why? (optional)"), "placeholder": _("Why? (optional)"), "class": "action-why"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = self.fields["action"].widget.attrs
        attributes["class"] = " ".join(one for one in attributes.get("class", "").split() if one not in _PALE)
