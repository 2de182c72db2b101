# The examples that plexus --help gives work, one after the other, in the folder of the data.
source "$(dirname "$0")/support.sh" "$@"

cp "$data"/*.csv .
works --help
examples=$(sed -n 's/^  plexus \([^ ]* [a-z].*\)$/\1/p' <<<"$out" | sed 's/   *.*//')
same "$(wc -l <<<"$examples")" 8
while read -r example; do
  command -v dot >/dev/null || example=${example//svg/dot}
  # shellcheck disable=SC2086
  works $example
done <<<"$examples"

finish
