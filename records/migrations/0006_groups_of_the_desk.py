"""What the groups may do with files: everybody exports what the public sees, archivists take files in and see who took what."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERYBODY = {"view_export", "add_export"}
ARCHIVISTS = EVERYBODY | {"view_importjob", "add_importjob", "view_download"}
PERMISSIONS = {"volunteer": EVERYBODY, "editor": EVERYBODY, "archivist": ARCHIVISTS, "administrator": ARCHIVISTS}


def permit(apps, schema_editor):
    # A fresh database gets its permissions only after the last migration; they are needed now.
    create_permissions(installed.get_app_config("records"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in PERMISSIONS.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*Permission.objects.filter(content_type__app_label="records", codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("records", "0005_files_in_and_out"), ("records", "0002_groups")]
    # Going back removes the models and, with them, what may be done with them.
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
