#!/usr/bin/env bash
# Runs networks that were written as JavaScript: check_javascript.sh CASES_PROGRAM WORK_FOLDER
set -euo pipefail
here=$(dirname "$(realpath "$0")")
if ! command -v node >/dev/null; then
  echo "Skipped: there is no node (apt-get install nodejs)"
  exit 77
fi
rm -rf "$2"
"$1" "$2"
node "$here/check.mjs" "$2"
