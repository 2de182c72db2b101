# What a person may get wrong with plexus bench, and how it ends early.
source "$(dirname "$0")/support.sh" "$@"

speed="see plexus bench speed --help"

# The command line.
fails 2 "--workload: got '', wanted a name; $speed" bench speed --workload ""
fails 2 "--workload: no workload begins with 'W9'" bench speed --workload W1 W9
fails 2 "'W1' was not expected; did you mean --workload W1?; $speed" bench speed W1
fails 2 "there is no option '--foo'; $speed" bench speed --foo
fails 2 "not expected: extra; see plexus bench scaling --help" bench scaling extra
fails 2 "--networks: got '1', wanted a whole number from 100 to 10000000; see plexus bench scaling --help" \
  bench scaling --networks 1
fails 2 "--against: got '', wanted a name" bench speed --against ""
fails 2 "--repetitions: got '0', wanted a whole number from 1 to 1000; $speed" bench speed --repetitions 0
fails 2 "W5/cmaes is done by peers alone: say --against pagmo2" bench speed --workload W5
fails 2 "W5/cmaes is done by peers alone, which --check leaves out" bench speed --workload W5 --check

# Threads: as many as there are cores, or fewer.
cores=$(nproc)
for wrong in a -1 1.5 "" 1024 $((cores + 1)); do
  fails 2 "--threads: got '$wrong', wanted a whole number from 0 to $cores, as many as there are cores; $speed" \
    bench speed --threads "$wrong"
done
for wrong in 1,,1 ,1 1,; do
  fails 2 "--threads: '$wrong' has nothing between two commas, or at an end" bench speed --threads $wrong
done

# What --check would not look at.
for other in "--json speed.json" "--against torch" "--threads 1" "--repetitions 1"; do
  # shellcheck disable=SC2086
  fails 2 "${other% *} excludes --check" bench speed --check $other
done
same "$(ls)" stderr.txt

# Files.
for kind in speed scaling; do
  fails 1 "--json: there is no folder '/nowhere' to save '/nowhere/x.json' in" bench $kind --json /nowhere/x.json
  fails 1 "--json: '.' is a folder" bench $kind --json .
done
echo old >scaling.json
works bench scaling --networks 100 --connections 100 --threads 1 --json scaling.json
says "saved to scaling.json (what was there is now scaling.json~)"
says "of raw bytes: the bytes of a network"
same "$(cat scaling.json~)" old

# Where there is a clock: the columns of its table, and 0 for all cores.
run bench speed --workload W3c --repetitions 1 --threads 0,$cores --json speed.json
if [ "$code" -eq 0 ]; then
  says "medians of 1 repetition, "
  says "saved to speed.json"
  says "workload  system  threads "
  same "$(grep -c "^W3c " <<<"$out")" 1
  same "$(grep "^W3c " <<<"$out" | awk '{ print $3 }')" "$cores"
  unit=$(awk '/^workload /{ at = index($0, "unit") } /^W3c /{ print substr($0, at - 2, 21) }' <<<"$out")
  same "$unit" "  evaluations per s  "
fi

# interrupt SIGNAL TEXT ARGUMENTS... sends the signal when TEXT is on stderr.
interrupt() {
  local signal=$1 text=$2
  shift 2
  rm -f out.txt stderr.txt  # those of the run before
  "$command" "$@" >out.txt 2>stderr.txt &
  child=$!
  for _ in $(seq 300); do
    grep -qs "$text" stderr.txt && break
    sleep 0.1
  done
  kill -"$signal" $child
  wait $child
  code=$? out=$(cat out.txt) err=$(cat stderr.txt) last="$*, interrupted"
}

# Ctrl-C and SIGTERM leave what was measured until then.
for signal in INT:Ctrl-C TERM:SIGTERM; do
  interrupt ${signal%:*} "connections: 100" bench scaling --networks 100 --connections 100000 --threads 1 --json part.json
  same "$code" 0
  says "stopped by ${signal#*:}; this is what was measured until then"
  says "saved to part.json"
  grep -q '"scaling/population/' part.json || complain "the first size should be saved"
  grep -q '"scaling/threads/' part.json && complain "the last size should not be reached"
done
if [ -e speed.json ]; then
  interrupt INT "W1b, 1 thread" bench speed --repetitions 5 --json part.json
  same "$code" 0
  says "stopped by Ctrl-C"
  says "saved to part.json"
  grep -q '"workload": "W1a"' part.json || complain "the first workload should be saved"
  grep -q '"workload": "W7/load"' part.json && complain "the last workload should not be reached"
fi

finish
