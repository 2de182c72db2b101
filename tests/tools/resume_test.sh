# plexus evolve --checkpoint and --resume: a run that is ended by force, and goes on with other threads, finds what one
# that never stopped finds, byte for byte.
source "$(dirname "$0")/support.sh" "$@"

rows() { [ -f "$1" ] && wc -l <"$1" || echo 0; }
# Times are not the same twice.
timeless() { sed 's/, "seconds".*//' "$1"; }
# Begins a run, waits until it has come some way, and sends it a signal.
begin_and_send() {
  local signal=$1
  shift
  last="$* (then signal $signal)"
  "$command" "$@" >out.txt 2>stderr.txt &
  local child=$!
  for _ in $(seq 600); do
    [ "$(rows run.csv)" -gt 12 ] && break
    kill -0 $child 2>/dev/null || break
    sleep 0.05
  done
  kill "-$signal" $child 2>/dev/null || complain "the run should not have ended by itself"
  wait $child 2>/dev/null
  code=$? out=$(cat out.txt) err=$(cat stderr.txt)
}

compare_with_whole() {
  cmp -s whole.json resumed.json || complain "the champion should be that of a run that never stopped ($1)"
  cmp -s whole.csv run.csv || complain "the CSV file should be that of a run that never stopped ($1)"
  [ "$(timeless whole.jsonl)" = "$(timeless run.jsonl)" ] || complain "the JSONL file should be, but for times ($1)"
  [ "$(rows run.csv)" -eq $(($(rows run.jsonl) + 1)) ] || complain "each generation should have a line ($1)"
}

# Data, whose encoding is found again; training in the life of a network; episodes with luck, and confirmations, by NEAT and
# by the settings of the task, with all that a strategy remembers.
for job in "$data/iris.csv --target species --generations 250 --population 60" \
  "$data/iris.csv --target species --ignore petal_width_cm --hold-out 30 --generations 120 --population 40 --learn 4" \
  "swing-up-hard --strategy neat --generations 120 --population 30" \
  "swing-up-hard --generations 120 --population 30"; do
  # shellcheck disable=SC2086
  works evolve $job --seed 3 --threads 1 --quiet -o whole.json --csv whole.csv --jsonl whole.jsonl
  for threads in 1 3; do
    rm -f run.bin run.csv run.jsonl
    # shellcheck disable=SC2086
    begin_and_send KILL evolve $job --seed 3 --threads 2 --quiet --checkpoint run.bin --every 5 --csv run.csv \
      --jsonl run.jsonl -o resumed.json
    [ -e resumed.json ] && complain "a run that is killed should not save a network"
    works evolve --resume run.bin --threads $threads --quiet
    says "goes on from run.bin, after "
    says_not "after 0 generations"
    says "saved to resumed.json"
    compare_with_whole "killed, $threads threads, $job"
    rm -f resumed.json
  done
done

# Ctrl-C saves the best network so far, and the run.
rm -f run.bin run.csv run.jsonl
begin_and_send INT evolve swing-up-hard --generations 120 --population 30 --seed 3 --quiet --checkpoint run.bin \
  --every 1000 --csv run.csv --jsonl run.jsonl -o resumed.json
same "$code" 0
says "stopped by Ctrl-C"
says "the run is saved to run.bin; plexus evolve --resume run.bin goes on with it"
works play resumed.json --episodes 2
works evolve swing-up-hard --resume run.bin --quiet
compare_with_whole "interrupted"

# So does the end of its time, which changes nothing of what is found.
rm -f run.bin run.csv run.jsonl
works evolve swing-up-hard --generations 120 --population 30 --seed 3 --quiet --checkpoint run.bin --time 0.05 \
  --csv run.csv --jsonl run.jsonl -o resumed.json
says "stopped by --time"
works evolve --resume run.bin --time 1000 --quiet
compare_with_whole "out of time"

# A run may be prolonged.
works evolve xor --population 20 --generations 4 --seed 5 --quiet --checkpoint more.bin -o more.json
says "evolved: 4 generations"
works evolve --resume more.bin --generations 9 --quiet
says "goes on from more.bin, after 4 generations"
says "saved to more.json (what was there is now more.json~)"
works evolve xor --population 20 --generations 9 --seed 5 --quiet -o nine.json
says "evolved: 9 generations"
cmp -s nine.json more.json || complain "a prolonged run should find what a long one finds"
works evolve --resume more.bin --evaluations 200 --generations 30 --quiet
says "evolved: 10 generations, stopped by --evaluations"
works evolve --resume more.bin --generations 10 --quiet -o again.json
says "evolved: 10 generations;"
works evolve --resume more.bin --print-config
says '"generations": 30'
says '"evaluations": 200'

# What a run that goes on cannot be told.
for option in "--population 30" "--seed 2" "--recurrent" "--start nine.json" "--config a.json" "--target a" "--learn 3"; do
  # shellcheck disable=SC2086
  fails 2 "${option%% *} is not for a run that goes on: it keeps what it began with" evolve --resume more.bin $option
done
fails 2 "--checkpoint excludes --resume" evolve --resume more.bin --checkpoint other.bin
fails 1 "--resume: the run is of 'xor', and not of 'cartpole'" evolve cartpole --resume more.bin
fails 1 "cannot read 'nowhere.bin'" evolve --resume nowhere.bin
fails 1 "--resume: 'nine.json' is no checkpoint, but a saved network; to begin with it, say --start nine.json" evolve --resume nine.json
for reader in show play test; do
  fails 1 "'more.bin' is a checkpoint, which holds a run: plexus evolve --resume more.bin goes on with it" $reader more.bin
done
head -c 300 more.bin >cut.bin
fails 1 "cannot load a population from 'cut.bin'" evolve --resume cut.bin
fails 2 "--every and --every-minutes are for a run with --checkpoint or --resume" evolve xor --every 3
cp more.bin before.bin
works evolve xor --population 10 --generations 2 --quiet --checkpoint more.bin
cmp -s before.bin more.bin~ || complain "a checkpoint that is in the way of a new run should be kept"
fails 1 "--checkpoint: there is no folder" evolve xor --checkpoint nowhere/run.bin
fails 1 "--csv and --jsonl both name 'a.txt'" evolve xor --csv a.txt --jsonl a.txt
cp "$data/iris.csv" flowers.csv
works evolve flowers.csv --target species --generations 2 --population 10 --quiet --checkpoint flowers.bin
sed -i '$d' flowers.csv
fails 1 "--resume: 'flowers.csv' is not the data that the run learns from" evolve --resume flowers.bin --generations 3
works evolve "$data/iris.csv" --resume flowers.bin --generations 3 --quiet
says "evolved: 3 generations"
fails 1 "nowhere.csv: cannot be read" evolve nowhere.csv --resume flowers.bin

finish
