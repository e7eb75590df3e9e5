"""Invitations and collections, and what the groups may do with them; quick ways to what is not published yet."""

import django.db.models.deletion
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

INVITE = {"view_invitation", "add_invitation", "delete_invitation"}
GOVERN = {f"{act}_{model}" for act in ("view", "add", "change", "delete") for model in ("collection", "collectionmember")}
PERMISSIONS = {"editor": INVITE, "administrator": INVITE | GOVERN | {"see_every_collection"}}


def permit(apps, schema_editor):
    # A fresh database gets its permissions only after the last migration; they are needed now.
    create_permissions(installed.get_app_config("records"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in PERMISSIONS.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*Permission.objects.filter(content_type__app_label="records", codename__in=codenames))


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('records', '0011_sent_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('open', models.BooleanField(default=True, help_text='Everyone at the desk may work in it. Closed: its members only.', verbose_name='open')),
            ],
            options={
                'verbose_name': 'collection',
                'verbose_name_plural': 'collections',
                'ordering': ['name'],
                'permissions': [('see_every_collection', 'Can see and change the documents of every collection')],
            },
        ),
        migrations.CreateModel(
            name='CollectionMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reader', 'reader: sees'), ('volunteer', 'volunteer: enters and changes what is not public'), ('editor', 'editor: all that the group may')], default='volunteer', max_length=10, verbose_name='role')),
            ],
            options={
                'verbose_name': 'member',
                'verbose_name_plural': 'members',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('invited_at', models.DateTimeField(editable=False, verbose_name='invited')),
                ('expires_at', models.DateTimeField(editable=False, verbose_name='open until')),
                ('used_at', models.DateTimeField(editable=False, null=True, verbose_name='accepted')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-id'],
            },
        ),
        migrations.AddIndex(
            model_name='family',
            index=models.Index(fields=['status'], name='family_status'),
        ),
        migrations.AddIndex(
            model_name='journeystage',
            index=models.Index(fields=['status'], name='stage_status'),
        ),
        migrations.AddField(
            model_name='document',
            name='collection',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='records.collection', verbose_name='collection'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['status'], name='document_status'),
        ),
        migrations.AddField(
            model_name='collectionmember',
            name='collection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='records.collection'),
        ),
        migrations.AddField(
            model_name='collectionmember',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='collection_memberships', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='collections',
            field=models.ManyToManyField(blank=True, help_text='Those that only their members see. To the open ones nobody needs an invitation.', related_name='+', to='records.collection', verbose_name='closed collections'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='role',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group', verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='collectionmember',
            constraint=models.UniqueConstraint(fields=('collection', 'user'), name='collection_member_once'),
        ),
        # Going back removes the models and, with them, what may be done with them.
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
