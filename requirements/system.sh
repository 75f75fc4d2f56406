#!/usr/bin/env bash
# Installs the Debian packages that `book` or `test` needs and that are missing; where it may not, says which they are.
set -euo pipefail

case "${1:-}" in
  venv) packages=(python3-venv) ;;
  book) packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) ;;
  test) packages=(chromium poppler-utils) ;;
  *) echo "usage: $0 venv|book|test" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null; then
  echo "note: this is no Debian system; what ${packages[*]} give there must be installed by hand." >&2
  exit 0
fi
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "note: missing ${missing[*]}; get them with: sudo apt-get install ${missing[*]}" >&2
    exit 0
  fi
  as_root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
