"""Invitations: an editor invites volunteers, an administrator everybody."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from records.accounts.audit import write_down
from records.accounts.invitations import has_account, invite
from records.accounts.models import Invitation
from records.accounts.role_words import role_words
from records.admin.access import INVITE_EVERYBODY
from records.admin.closed_collections import collections_of
from records.admin.record_admin import DeskAdmin
from records.admin.record_form import RowForm
from records.documents.collections import Collection, MemberRole


class InvitationForm(RowForm):
    """Whom, as what, and into which closed collections: no more than the user has to give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" not in self.fields:
            # An invitation that was sent is only read.
            return
        groups: Any = self.fields["role"]
        collections: Any = self.fields["collections"]
        groups.queryset = Group.objects.order_by("pk")
        groups.label_from_instance = lambda group: role_words(group.name)
        collections.queryset = Collection.objects.filter(open=False)
        if not self.user.has_perm(INVITE_EVERYBODY):
            groups.queryset = groups.queryset.filter(name="volunteer")
            mine = [key for key, role in collections_of(self.user).roles.items() if role == MemberRole.EDITOR]
            collections.queryset = collections.queryset.filter(pk__in=mine)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if has_account(email):
            raise forms.ValidationError(_("Someone signs in with this e-mail address already."))
        return email


@admin.register(Invitation)
class InvitationAdmin(DeskAdmin):
    form = InvitationForm
    list_display = ("email", "role_shown", "invited_by", "invited_at", "state_shown")
    list_select_related = ("role", "invited_by")
    fields = ("email", "role", "collections")

    @display(description=gettext_lazy("role"))
    def role_shown(self, obj: Invitation) -> str:
        return role_words(obj.role.name)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        found = super().get_queryset(request)
        return found if request.user.has_perm(INVITE_EVERYBODY) else found.filter(invited_by=request.user.pk)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=gettext_lazy("state"), label={"open": "info", "accepted": "success", "over": "warning"})
    def state_shown(self, obj: Invitation) -> tuple[str, str]:
        if obj.used_at is not None:
            return "accepted", _("accepted")
        return ("open", _("not accepted yet")) if obj.expires_at > timezone.now() else ("over", _("too old"))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # With the words of the form; a sheet of ticks shows what is chosen.
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        try:
            return super().add_view(request, form_url, extra_context)
        except OSError as error:
            write_down("mail not sent", request, what="invitation", why=type(error).__name__)
            self.message_user(
                request, _("The mail could not be sent, so nobody was invited. Try again later."), messages.ERROR
            )
            return HttpResponseRedirect(reverse("admin:records_invitation_add"))

    def save_model(self, request: HttpRequest, obj: Invitation, form: forms.ModelForm, change: bool) -> None:
        values = form.cleaned_data
        made, _address = invite(
            values["email"],
            values["role"],
            values["collections"],
            request.user,  # type: ignore[arg-type]
            timezone.now(),
            lambda token: request.build_absolute_uri(reverse("invitation", args=(token,))),
        )
        # The form goes on with the row that was stored.
        obj.__dict__.update(made.__dict__)
        write_down("invited", request, role=made.role.name, invitation=made.pk)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        write_down("invitation taken back", request, invitation=obj.pk)
        super().delete_model(request, obj)
