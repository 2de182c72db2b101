# What the tests of the command share: to be sourced with the command and the folder of the data sets as arguments.
#
#   run ARGUMENTS...        runs the command; then $out, $err and $code are what it printed and returned
#   works ARGUMENTS...      the same, and it must succeed
#   fails CODE TEXT ARGUMENTS...   it must return CODE and print TEXT to stderr, and nothing but messages
#   path=... works ...      with another PATH
#   says TEXT, says_not TEXT       about what the last run printed to stdout

set -u
command=$(realpath "$1")
data=$(realpath "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

complain() {
  failures=$((failures + 1))
  printf 'FAILED: %s\n  command: plexus %s\n  code: %s\n  stdout: %s\n  stderr: %s\n' "$1" "$last" "$code" "$out" "$err"
}
run() {
  last="$*"
  out=$(PATH=${path:-$PATH} "$command" "$@" 2>stderr.txt </dev/null)
  code=$?
  err=$(cat stderr.txt)
}
works() {
  run "$@"
  [ "$code" -eq 0 ] || complain "should succeed"
}
fails() {
  local wanted=$1 text=$2
  shift 2
  run "$@"
  [ "$code" -eq "$wanted" ] || complain "should return $wanted"
  case $err in "plexus: "*"$text"*) ;; *) complain "stderr should begin with 'plexus: ' and contain: $text" ;; esac
}
says() {
  case $out in *"$1"*) ;; *) complain "stdout should contain: $1" ;; esac
}
says_not() {
  case $out in *"$1"*) complain "stdout should not contain: $1" ;; esac
}
same() { [ "$1" = "$2" ] || complain "should be the same: '$1' and '$2'"; }
finish() {
  [ "$failures" -eq 0 ] && echo "all as it should be"
  exit $((failures > 0))
}
