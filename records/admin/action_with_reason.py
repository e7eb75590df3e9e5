"""The line above a list that carries out an action: which one, and why, if somebody wants to say so."""

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminTextInputWidget


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
