# plexus bench. What it measures is not tested, but what it says, and that the workloads compute what they should.
source "$(dirname "$0")/support.sh" "$@"

# rows WHAT lists WORKLOAD|SYSTEM|UNIT|THREADS|REPETITIONS of the rows of a JSON file, whose keys stand in alphabetical
# order, a line each.
rows() {
  sed -nE 's/^ *"(repetitions|system|threads|unit|value|workload)": "?([^",]*)"?,?$/\1 \2/p' "$1" |
    awk '{ key = $1; $1 = ""; row[key] = substr($0, 2) }
         key == "workload" { print row["workload"] "|" row["system"] "|" row["unit"] "|" row["threads"] "|" row["repetitions"] }'
}

# Every workload computes what it should.
works bench speed --check
for name in W1a W1b W1c W1d W2a/64 W2b/64 W2c/64 W2d/64 W2a/1024 W2b/1024 W2c/1024 W2d/1024 W3a W3b W3c W4 \
  W6/mlp W6/xor W6/lstm W7/save W7/load; do
  says "$name: computes what it should"
done
same "$(wc -l <<<"$out")" 21
works bench speed --check --workload W2b W6/x
same "$out" "W2b/64: computes what it should
W2b/1024: computes what it should
W6/xor: computes what it should"

# Names that are unknown.
fails 2 "no workload begins with 'W9'; there are W1a, W1b" bench speed --workload W1 W9 --check
fails 2 "no peer is called 'keras'; there are neataptic, torch, fann, pagmo2" bench speed --workload W1a --against keras
fails 2 "--repetitions" bench speed --repetitions 0
fails 2 "subcommand" bench
fails 1 "nowhere" bench speed --workload W1a --json nowhere/speed.json

# Where Google Benchmark is missing it says what to install; else the rows have their names and units.
run bench speed --workload W1 --repetitions 1 --json speed.json
if [ "$code" -ne 0 ]; then
  fails 1 "libbenchmark-dev" bench speed --workload W1 --repetitions 1
else
  for name in W1a W1b W1c W1d; do says "$name       plexus        1"; done
  says "floor: hand-written"
  same "$(rows speed.json | grep -v '^machine')" "W1a|plexus|ns|1|1
W1b|plexus|ns|1|1
W1c|plexus|ns|1|1
W1d|plexus|ns|1|1"
  grep -q '"value": [0-9.]*[1-9]' speed.json || complain "the values should be numbers above 0"
  if [ "$(nproc)" -ge 2 ]; then
    works bench speed --workload W3c W2b/64 --repetitions 2 --threads 1,2 --json speed.json
    same "$(rows speed.json | grep -v '^machine')" "W2b/64|plexus|ns per sample|1|2
W3c|plexus|evaluations per s|1|2
W3c|plexus|evaluations per s|2|2"
  fi

  # Peers that are well, cannot do it, or misbehave: programs of the names of real ones, in a folder of their own.
  mkdir -p peers/build
  export PLEXUS_BENCH_PEERS=$PWD/peers
  # peer ANSWER writes a peer that gives that answer to each request.
  peer() {
    printf '%s\n' '#!/bin/bash' 'echo "fake 1.0"' "while read -r workload milliseconds; do $1; done" >peers/build/fann_peer
    chmod +x peers/build/fann_peer
  }
  # against TEXT: the workload is measured, and stderr says TEXT.
  against() {
    works bench speed --workload W1a --repetitions 2 --against fann --json speed.json
    case $err in *"$1"*) ;; *) complain "stderr should contain: $1" ;; esac
  }
  ours="W1a|plexus|ns|1|2"
  against "left out: the peer fann is not installed; tools/bench/peers/install"
  same "$(rows speed.json | grep -v '^machine')" "$ours"
  peer 'echo "{\"value\": 4700.5, \"n\": 1}"'
  against "against fann: fake 1.0"
  same "$(rows speed.json | grep -v '^machine' | sort)" "W1a|fann|ns|1|2
$ours"
  grep -q '"value": 4700.5' speed.json || complain "the value of the peer should be there"
  peer 'echo "{\"skip\": \"no such layers\"}"'
  against "without fann: no such layers"
  same "$(rows speed.json | grep -v '^machine')" "$ours"
  for broken in 'error": "the checksum is 1, wanted 2"|left out: the peer fann at W1a: the checksum is 1, wanted 2' \
    'error": 5|left out: the peer fann answered W1a without words: {"error": 5}' \
    'skip": {}|left out: the peer fann answered W1a without words' \
    'value": "fast"|left out: the peer fann answered W1a without a value' \
    'value|left out: the peer fann broke down at W1a and said: {"value}'; do
    peer "echo '{\"${broken%%|*}}'"
    against "${broken#*|}"
    same "$(rows speed.json | grep -v '^machine')" "$ours"
  done
  peer 'exit 3'
  against "left out: the peer fann broke down at W1a and ended"
  # One that answers once, and then dies.
  peer 'echo "{\"value\": 1}"; exit'
  against "left out: the peer fann broke down at W1a and ended"
  same "$(rows speed.json | grep -v '^machine')" "$ours"
  # One that goes on when its input ends, and when it is asked to end.
  printf '%s\n' '#!/bin/bash' 'echo "fake 1.0"' 'trap "" TERM' 'exec sleep 300' >peers/build/pagmo2_peer
  chmod +x peers/build/pagmo2_peer
  SECONDS=0
  works bench speed --workload W3c --threads 2 --repetitions 1 --against pagmo2  # peers are asked on 1 thread alone
  [ "$SECONDS" -lt 120 ] || complain "a peer that does not end should be killed"
  unset PLEXUS_BENCH_PEERS
fi

# The table of sizes.
works bench scaling --networks 100 --connections 100 --threads 2 --json scaling.json
says "what grows   networks  connections  threads"
same "$(rows scaling.json | sed 's/|.*//; s/x[0-9]*$//' | sort | uniq -c | awk '{ print $2, $1 }')" "scaling/connections/100 3
scaling/population/100 3
scaling/threads/100 8"

finish
