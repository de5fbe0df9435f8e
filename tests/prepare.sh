#!/usr/bin/env bash
# Puts on the machine what the tests start for real: PostgreSQL and Chromium, from Debian's packages. Does nothing where
# they are there. Without apt or the right to use it, says what to install and goes on: the tests then say what they lack.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -d "$here/timelinejs/node_modules" ] && command -v npm >/dev/null; then
  (cd "$here/timelinejs" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    echo "TimelineJS could not be fetched: its test will say so" >&2
fi
missing=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium fonts-noto-core)
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null; then
  echo "tests need ${missing[*]}: install them with your system's package manager" >&2
  exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || { echo "tests need ${missing[*]}: run 'apt-get install ${missing[*]}' as root" >&2; exit 0; }
$as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
