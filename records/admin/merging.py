"""Two at one record: what each changed is kept; where both changed the same, the second chooses, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from records.changes.meanwhile import Meanwhile

COMPARED = "compared"
# Fields that say one thing together: half of mine and half of theirs would be nobody's statement.
_TOGETHER = (
    ("date_text", "date_value"),
    ("latitude", "longitude", "precision"),
    ("is_conclusion", "conclusion_reason"),
    ("withdrawn", "withdrawn_reason"),
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed: ``name`` is that of the choice, ``chosen`` what the user chose last."""

    name: str
    label: str
    mine: str
    stored: str
    chosen: str = ""


class MergedForm(forms.ModelForm):
    """A form that takes over what others changed since it was opened, unless its user changed the same."""

    meanwhile: ClassVar[Meanwhile | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        # What was chosen already, while something else is still asked.
        self.settled: list[Conflict] = []
        self.taken_over: list[str] = []
        self._merged = False

    def full_clean(self) -> None:
        self.merge()
        super().full_clean()

    def merge(self) -> None:
        """Take over what only others changed; note what both changed and is not chosen yet. Once for each form."""
        if self._merged:
            return
        self._merged = True
        base = self.meanwhile.base_of(self.instance) if self.is_bound and self.meanwhile and self.instance.pk else None
        if base is None:
            return
        shadow = type(self)(instance=base)
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        if self._deleted_here(sent):
            self._choose_deleting(shadow, sent)
        else:
            for names in _units(shadow):
                self._merge_unit(shadow, names, sent)
        self.data = sent
        self.__dict__.pop("changed_data", None)

    def _deleted_here(self, sent: Any) -> bool:
        return bool(self.prefix) and sent.get(f"{self.prefix}-DELETE") in ("on", "true", "True", "1")

    def _theirs(self, shadow: forms.ModelForm, names: tuple[str, ...]) -> bool:
        return any(_initial(shadow, name) != _initial(self, name) for name in names)

    def _mine(self, form: forms.ModelForm, names: tuple[str, ...]) -> bool:
        return any(form.fields[name].has_changed(_initial(form, name), self._sent(name)) for name in names)

    def _sent(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _merge_unit(self, shadow: forms.ModelForm, names: tuple[str, ...], sent: Any) -> None:
        if not self._theirs(shadow, names):
            return
        label = " / ".join(str(self.fields[name].label or name) for name in names)
        if not self._mine(shadow, names):
            self.taken_over.append(label)
            choice = "stored"
        else:
            # Both wrote the same: nothing to choose.
            choice = self._choice(names[0]) if self._mine(self, names) else "mine"
        if choice == "stored":
            for name in names:
                self._take_stored(name, sent)
        elif not choice or self._choice(names[0]):
            stored = " / ".join(filter(None, (self._words(name, _initial(self, name)) for name in names)))
            mine = " / ".join(filter(None, (self._words(name, self._sent(name)) for name in names)))
            found = Conflict(self._choice_name(names[0]), self._labelled(label), mine, stored, choice)
            (self.settled if choice else self.conflicts).append(found)

    def _choose_deleting(self, shadow: forms.ModelForm, sent: Any) -> None:
        names = tuple(shadow.fields)
        changed = [name for name in names if self._theirs(shadow, (name,))]
        if not changed:
            return
        choice = self._choice("DELETE")
        if choice == "stored":
            del sent[f"{self.prefix}-DELETE"]
            for name in names:
                self._take_stored(name, sent)
        else:
            words = "; ".join(
                f"{self.fields[name].label}: {self._words(name, _initial(self, name))}" for name in changed
            )
            found = Conflict(self._choice_name("DELETE"), self._labelled(""), _("deleted"), words, choice)
            (self.settled if choice else self.conflicts).append(found)

    def _labelled(self, label: str) -> str:
        row = str(self.instance) if self.prefix else ""
        return ": ".join(filter(None, (row, label)))

    def _choice_name(self, name: str) -> str:
        return f"choose-{self.add_prefix(name)}"

    def _choice(self, name: str) -> str:
        # A choice counts for the state that was shown with it; if others went on changing, it is asked for anew.
        asked = self.meanwhile is not None and self.data.get(COMPARED) == self.meanwhile.stamp
        chosen = self.data.get(self._choice_name(name), "")
        return chosen if asked and chosen in ("mine", "stored") else ""

    def _take_stored(self, name: str, sent: Any) -> None:
        field, key = self.fields[name], self.add_prefix(name)
        if isinstance(field, forms.FileField):
            return
        value = field.prepare_value(_initial(self, name))
        if isinstance(field, forms.BooleanField):
            sent.pop(key, None)
            if value:
                sent[key] = "on"
        else:
            sent[key] = "" if value is None else str(value)

    def _words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else _("no")
        if isinstance(field, forms.ModelChoiceField):
            found = field.queryset.filter(pk=value).first() if value else None  # type: ignore[union-attr]
            return str(found or "")
        if isinstance(field, forms.ChoiceField):
            return str(dict(_flat(field.choices)).get(str(value if value is not None else ""), value or ""))
        return "" if value is None else str(field.prepare_value(value))


def _initial(form: forms.ModelForm, name: str) -> Any:
    return form.get_initial_for_field(form.fields[name], name)


def _units(form: forms.ModelForm) -> Iterator[tuple[str, ...]]:
    left = [name for name, field in form.fields.items() if name != "seen" and not isinstance(field, forms.FileField)]
    for together in _TOGETHER:
        names = tuple(name for name in together if name in left)
        if names:
            yield names
            left = [name for name in left if name not in names]
    for name in left:
        yield (name,)


def _flat(choices: Any) -> Iterator[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), label
