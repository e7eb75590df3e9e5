"""The inbox: messages from readers, about a record they name by its public id, and what was made of them."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from records.contributions.statement_kinds import statement_kind_choices


class AttachedFile(NamedTuple):
    """A file that came with a message: what it is called, and where the desk finds it."""

    name: str
    address: str


class Rights(models.TextChoices):
    """What a sender allows, in the sender's words."""

    PUBLISH = "publish", _("You may publish it: it is mine or my family’s")
    ASK = "ask", _("Please ask me before you publish any of it")
    ARCHIVE = "archive", _("For the archive only: do not publish it")
    UNKNOWN = "unknown", _("I do not know who has the rights to it")


class Contribution(models.Model):
    """One message from a reader. Name and e-mail of the sender are in no other record."""

    about_kind = models.CharField(_("about (kind)"), max_length=12, blank=True)
    about_id = models.CharField(_("about (public id)"), max_length=13, blank=True, db_index=True)
    name = models.CharField(_("name of the sender"), max_length=150)
    email = models.EmailField(_("e-mail of the sender"), blank=True)
    text = models.TextField(_("message"), max_length=10_000)
    language = models.CharField(_("language of the sender"), max_length=5, blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        default="new",
        choices=[("new", _("new")), ("read", _("read")), ("used", _("used")), ("declined", _("declined"))],
    )
    # By this word its sender, who has no account, sees what has become of the message.
    token = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    rights = models.CharField(_("what may be done with it"), max_length=10, blank=True, choices=Rights.choices)
    answer = models.TextField(_("what became of it"), blank=True)
    may_be_named = models.BooleanField(
        _("the sender may be named"),
        default=False,
        help_text=_("Only with the sender's consent: the name then stands as the author of the source."),
    )
    source = models.ForeignKey("records.Source", models.SET_NULL, null=True, editable=False, related_name="+")
    answered_at = models.DateTimeField(null=True, editable=False, db_index=True)
    forgotten_at = models.DateTimeField(_("deleted after its time"), null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")
        indexes = [models.Index(fields=["state", "id"], name="contribution_state_id")]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}" if self.text else str(_("a message deleted after its time"))

    @property
    def initials(self) -> str:
        """The sender as the sources name them: "A. N."."""
        return " ".join(f"{part[0].upper()}." for part in self.name.split() if part[0].isalpha()) or "N. N."

    @property
    def attached_files(self) -> Sequence[AttachedFile]:
        """The files that came with the message."""
        files = self.files.all() if self.pk else ()
        return [AttachedFile(file.name, reverse("admin:message-file", args=(self.pk, file.pk))) for file in files]


class SentFile(models.Model):
    """A page that came with a message: as its sender called it, and under which name it is kept."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="files")
    name = models.CharField(_("name of the file"), max_length=120)
    sha256 = models.CharField(max_length=64, editable=False)
    file = models.CharField(max_length=80, editable=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")

    def __str__(self) -> str:
        return self.name


class StatementState(models.TextChoices):
    """What became of a statement."""

    MADE = "made", _("taken up")
    WAITING = "waiting", _("waits to be made public")
    RELEASED = "released", _("made public")
    TAKEN_BACK = "taken_back", _("taken back")


class Statement(models.Model):
    """One thing that a message says, and the rows that were made of it.

    ``reading`` is how its words were understood; ``made`` lists the rows, each as {"model", "pk", "was": its columns},
    or the words that were added to a note: {"model", "pk", "note": which, "text"}.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="statements")
    kind = models.CharField(_("what it became"), max_length=20, choices=statement_kind_choices)
    words = models.TextField(_("words of the message"), blank=True)
    person = models.ForeignKey("records.Person", models.SET_NULL, null=True, related_name="+")
    reading = models.JSONField(default=dict)
    made = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=StatementState.choices, default=StatementState.MADE)
    why_waiting = models.CharField(max_length=12, blank=True)
    made_by = models.CharField(_("by"), max_length=150)
    made_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        verbose_name = _("statement of a message")
        verbose_name_plural = _("statements of messages")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words[:60]}"


class Thanks(models.Model):
    """The mail that told a sender what became of the message; one a message."""

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="thanks")
    language = models.CharField(max_length=5)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    sent_by = models.CharField(_("sent by"), max_length=150)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        default_permissions = ()
        verbose_name = _("thanks for a message")
        verbose_name_plural = _("thanks for messages")

    def __str__(self) -> str:
        return self.subject
