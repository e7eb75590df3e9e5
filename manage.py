#!/usr/bin/env python
"""The operator's door: `python manage.py demo` is the place to start."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The settings are not right: {error}")
    except OSError as error:
        sys.exit(f"A file or folder could not be used: {error.strerror or error}: {error.filename or ''}".rstrip(": "))


if __name__ == "__main__":
    main()
