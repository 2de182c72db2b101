#!/usr/bin/env bash
# Every test that lib/differences_from_neataptic.md names is there: pages_test.sh PLEXUS_TESTS PAGE
set -euo pipefail
names=$("$1" --list-test-names-only || true)
code=0 count=0
while IFS= read -r name; do
  count=$((count + 1))
  grep -Fxq -- "$name" <<<"$names" || { echo "the page names a test that is not there: $name" >&2; code=1; }
done < <(sed -nE 's/^\|.*[^\\]\| ([^|]+) \|$/\1/p' "$2" | grep -vE '^(test|---|`.*`)$')
[ "$count" -gt 30 ] || { echo "found only $count names of tests in $2" >&2; code=1; }
exit "$code"
