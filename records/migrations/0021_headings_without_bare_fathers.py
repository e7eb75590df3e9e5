"""What people are headed by at the desk no longer shows a father's bare name as a second given name."""

from django.db import migrations

from records.names.folding import fold
from records.names.patronymics import patronymic_in_heading

_AT_ONCE = 2000


def head_anew(apps, schema_editor):
    Person, PersonName = apps.get_model("records", "Person"), apps.get_model("records", "PersonName")
    changed = []
    for name in PersonName.objects.exclude(patronymic="").select_related("person").iterator(_AT_ONCE):
        person = name.person
        given = [name.prefix, name.given, name.patronymic, name.suffix]
        before = ", ".join(filter(None, [name.surname, " ".join(filter(None, given))]))[:300]
        if person.sort_name != before or patronymic_in_heading(name.patronymic):
            continue
        given[2] = ""
        after = ", ".join(filter(None, [name.surname, " ".join(filter(None, given))])) or name.as_written
        person.sort_name, person.folded = after[:300], fold(after)[:300]
        changed.append(person)
        if len(changed) == _AT_ONCE:
            Person.objects.bulk_update(changed, ["sort_name", "folded"])
            changed = []
    Person.objects.bulk_update(changed, ["sort_name", "folded"], batch_size=_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("records", "0020_begun_readings")]
    operations = [migrations.RunPython(head_anew, migrations.RunPython.noop)]
