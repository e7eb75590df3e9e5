"""The desk as a volunteer's browser shows it: signed in by the form, read by axe, walked with keys."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as project_settings
from django.contrib.auth.models import Group, User
