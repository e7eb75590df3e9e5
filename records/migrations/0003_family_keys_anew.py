"""Family keys by the fuller surname grammar: Шиманский, Szymańska and Szymański are one family."""

from django.db import migrations

from records.names.surnames import family_key

_AT_ONCE = 2000


def derive_family_keys(apps, schema_editor):
    PersonName = apps.get_model("records", "PersonName")
    last = 0
    while rows := list(PersonName.objects.filter(pk__gt=last).order_by("pk").only("pk", "surname", "family_key")[:_AT_ONCE]):
        last = rows[-1].pk
        for row in rows:
            row.family_key = family_key(row.surname)[:150]
        PersonName.objects.bulk_update(rows, ["family_key"])


class Migration(migrations.Migration):
    dependencies = [("records", "0002_groups")]
    # Going back leaves the keys as they are: the code of the time derives them when a name is saved.
    operations = [migrations.RunPython(derive_family_keys, migrations.RunPython.noop)]
