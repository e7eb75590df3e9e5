"""The addresses below /accounts/. Everybody may ask to sign in; allauth guards the pages of one's own account."""

from django.urls import include, path
from django.views.i18n import set_language

from records.accounts.invitation_page import invitation

urlpatterns = [
    path("invitation/<str:token>/", invitation, name="invitation"),
    path("language/", set_language, name="account_language"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
