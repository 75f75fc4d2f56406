#!/usr/bin/env bash
# Installs the Debian packages that a step needs and that are missing; where it may not, says which they are.
set -euo pipefail

case "${1:-}" in
  venv) packages=(python3-venv) otherwise=1 ;;
  book) packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) otherwise=0 ;;
  test) packages=(chromium poppler-utils) otherwise=0 ;;
  *) echo "usage: $0 venv|book|test" >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

give_up() {
  echo "note: $1: ${missing[*]}. Get them with: sudo apt-get install ${missing[*]}" >&2
  exit "$otherwise"
}
command -v apt-get >/dev/null || give_up "this system has no apt-get; install by its own means what Debian calls"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || give_up "system packages are missing"
  as_root=(sudo -n)
fi
"${as_root[@]}" apt-get update -qq >/dev/null || true
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
  >/dev/null || give_up "apt-get could not install"
