"""The four groups who work here, with their permissions: volunteer, editor, archivist, administrator."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

# What a volunteer enters from a document; an editor may also delete it.
ENTERED = (
    "archive", "source", "document", "documentimage", "transcription", "translation", "mention", "identification",
    "place", "placekind", "placename", "placeparent", "campdetails",
    "person", "personname", "event", "namecitation", "eventcitation", "personcitation", "childcitation",
    "family", "familypartner", "familychild", "journeystage", "traveller", "stagecitation",
    "familyhistory", "narrative", "historyperson", "author",
)
BACKGROUND = ("chapter", "chronicleevent", "topic", "claim")
BOOKKEEPING = ("importbatch", "importedrecord", "residue", "outboxentry")


def permissions_of(group: str) -> set[str]:
    """Return the codenames a group has."""
    view = {f"view_{model}" for model in (*ENTERED, *BACKGROUND, *BOOKKEEPING, "contribution")}
    enter = {f"{act}_{model}" for act in ("add", "change") for model in ENTERED}
    edit = {f"{act}_{model}" for act in ("add", "change", "delete") for model in (*ENTERED, *BACKGROUND)}
    return {
        "volunteer": (view - {"view_contribution"}) | enter,
        "editor": view | edit | {"publish_records", "change_contribution"},
        "archivist": view | edit | {"publish_records", "import_files", "export_archive", "add_importbatch"},
        "administrator": view | edit | {
            "publish_records", "import_files", "export_archive", "add_importbatch", "delete_importbatch", "delete_outboxentry",
            "change_contribution", "delete_contribution", "add_user", "change_user", "delete_user", "view_user", "view_group", "change_group",
        },
    }[group]


def create_groups(apps, schema_editor):
    # A fresh database gets its permissions only after the last migration; they are needed now.
    for label in ("records", "auth", "contenttypes"):
        create_permissions(installed.get_app_config(label), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name in ("volunteer", "editor", "archivist", "administrator"):
        group, _created = Group.objects.get_or_create(name=name)
        found = Permission.objects.filter(content_type__app_label__in=("records", "auth"), codename__in=permissions_of(name))
        group.permissions.set(found)


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=("volunteer", "editor", "archivist", "administrator")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_groups, remove_groups)]
