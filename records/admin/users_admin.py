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
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from records.accounts.audit import write_down
from records.accounts.lockout import Lock, locks_of, open_locks
from records.accounts.role_words import role_words
from records.admin.long_lists import LongLists

admin.site.unregister(User)
admin.site.unregister(Group)
# Secrets and sessions are no pages of the desk: each has their own below /accounts/.
for own in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(own)


class RoleFilter(admin.RelatedFieldListFilter):
    """Accounts of a group, called as the reader calls it."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(pk), role_words(name)) for pk, name in Group.objects.order_by("pk").values_list("pk", "name")]


@admin.register(User)
class UserAdmin(LongLists, DjangoUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", ("groups", RoleFilter))
    actions = ("forget_second_factors", "let_them_try_again")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = ("last_login", "date_joined", "lock_shown")
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
            (_("Dates"), {"fields": (("last_login", "date_joined"), "lock_shown")}),
        )

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        found = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and found is not None:
            found.label_from_instance = lambda group: role_words(group.name)
        return found

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

    # --- the lock after wrong tries -------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        let_in = path("<int:pk>/let-in/", self.admin_site.admin_view(self.let_in), name="auth_user_let_in")
        return [let_in, *super().get_urls()]

    @display(description=_("lock"))
    def lock_shown(self, obj: User) -> str:
        locks = locks_of(obj.get_username(), timezone.now()) if obj.pk else []
        if not locks:
            return str(_("not locked"))
        told = format_html_join("", "<p>{}</p>", ((_lock_words(one),) for one in locks))
        button = '<button type="submit" class="desk-button" formaction="{}" formnovalidate>{}</button>'
        address = reverse("admin:auth_user_let_in", args=(obj.pk,))
        return format_html("{}" + button, told, address, _("Let them try again"))

    def let_in(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the lock of one account, and go back to its form."""
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        self._let_in(request, [user])
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=(pk,)))

    @admin.action(description=_("Let them try again (locked after wrong passwords)"), permissions=["change"])
    def let_them_try_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._let_in(request, [user for user in queryset if self.has_change_permission(request, user)])

    def _let_in(self, request: HttpRequest, users: Iterable[User]) -> None:
        opened = []
        for user in users:
            locks = locks_of(user.get_username(), timezone.now())
            if open_locks(user.get_username(), request):
                opened.append(user.get_username())
                words = "; ".join(_lock_words(one) for one in locks) or str(_("not locked"))
                self.log_change(request, user, str(_("Let try again (%s)") % words))
        if opened:
            self.message_user(request, _("They may try again: %s.") % ", ".join(opened), messages.SUCCESS)
        else:
            self.message_user(request, _("There was no lock to open."), messages.INFO)

    def _in_reach(self, request: HttpRequest, obj: Any) -> bool:
        # Whoever could set a superuser's password would be one.
        return obj is None or request.user.is_superuser or not obj.is_superuser


def _lock_words(lock: Lock) -> str:
    words = ngettext(
        "locked since %(since)s, after %(number)d failed try from %(address)s",
        "locked since %(since)s, after %(number)d failed tries from %(address)s",
        lock.tries,
    )
    since = date_format(timezone.localtime(lock.since), "j E Y, H:i")
    return words % {"since": since, "number": lock.tries, "address": lock.address}


def _powers(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


@admin.register(Group)
class GroupAdmin(LongLists, DjangoGroupAdmin, ModelAdmin):
    """The groups' permissions come with the program: whoever could change them here would give oneself any."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if request.user.is_superuser else ("name",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("name", "permissions") if request.user.is_superuser else ("name",)
