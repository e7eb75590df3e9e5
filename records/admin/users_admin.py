"""Accounts and groups. Only a superuser makes superusers, or gives a permission to one person alone."""

from collections.abc import Iterable
from typing import Any

from allauth.account import admin as account_admin  # noqa: F401  (registers what is taken out below)
from allauth.account.models import EmailAddress
from allauth.mfa import admin as factor_admin  # noqa: F401  (registers what is taken out below)
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as session_admin  # noqa: F401  (registers what is taken out below)
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from records.accounts.audit import write_down
from records.admin.long_lists import LongLists

admin.site.unregister(User)
admin.site.unregister(Group)
# Secrets and sessions are no pages of the desk: each has their own below /accounts/.
for own in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(own)


@admin.register(User)
class UserAdmin(LongLists, DjangoUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "groups")
    actions = ("forget_second_factors",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = ("last_login", "date_joined")
        return readonly if request.user.is_superuser else (*readonly, "is_superuser")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        powers = ("is_active", "is_staff", "is_superuser", "groups")
        if request.user.is_superuser:
            powers = (*powers, "user_permissions")
        return (
            (None, {"fields": ("username", "password")}),
            (_("Name"), {"fields": (("first_name", "last_name"), "email")}),
            (_("What they may do"), {"fields": powers}),
            (_("Dates"), {"fields": (("last_login", "date_joined"),)}),
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._in_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._in_reach(request, obj)

    # --- what is written down -------------------------------------------------------------------------------

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[BaseModelFormSet], change: bool
    ) -> None:
        before = _powers(User.objects.get(pk=form.instance.pk))
        super().save_related(request, form, formsets, change)
        after = _powers(form.instance)
        if before != after or set(form.changed_data) & {"is_active", "is_staff", "is_superuser"}:
            changed = sorted(set(form.changed_data) - {"password"})
            write_down("role changed", request, account=form.instance.get_username(), groups=after, changed=changed)

    @admin.action(description=_("Forget their second step (telephone or key lost)"), permissions=["change"])
    def forget_second_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        reached = [user for user in queryset if self.has_change_permission(request, user)]
        Authenticator.objects.filter(user__in=reached).delete()
        for user in reached:
            write_down("second factor forgotten", request, account=user.get_username())
        text = _("They sign in with the password alone now, and must set up a second step where their role needs one.")
        self.message_user(request, text, messages.SUCCESS)

    def _in_reach(self, request: HttpRequest, obj: Any) -> bool:
        # Whoever could set a superuser's password would be one.
        return obj is None or request.user.is_superuser or not obj.is_superuser


def _powers(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


@admin.register(Group)
class GroupAdmin(LongLists, DjangoGroupAdmin, ModelAdmin):
    """The groups' permissions come with the program: whoever could change them here would give oneself any."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if request.user.is_superuser else ("name",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("name", "permissions") if request.user.is_superuser else ("name",)
