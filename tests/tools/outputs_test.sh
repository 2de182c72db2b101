# What the command writes: nothing is lost, whatever is in the way, whenever it ends, and whoever presses Ctrl-C twice.
source "$(dirname "$0")/support.sh" "$@"

# A run that goes on continues its own reports; what is none is kept.
works evolve xor --population 20 --generations 3 --seed 5 --quiet --checkpoint run.bin
for kind in csv jsonl; do
  cp "$data/iris.csv" "mine.$kind"
  works evolve --resume run.bin --generations 5 --quiet "--$kind" "mine.$kind"
  cmp -s "$data/iris.csv" "mine.$kind~" || complain "a file that is no report should be kept (--$kind)"
  cp run.bin "$kind.bin"
  works evolve --resume run.bin --generations 7 --quiet "--$kind" "mine.$kind"
  cmp -s "$data/iris.csv" "mine.$kind~" || complain "a report should be continued as it is (--$kind)"
  works evolve xor --population 20 --generations 3 --seed 5 --quiet --checkpoint run.bin
done
same "$(cut -d, -f1 mine.csv | tr '\n' ' ')" "generation 3 4 5 6 "
same "$(sed 's/{"generation": \([0-9]*\),.*/\1/' mine.jsonl | tr '\n' ' ')" "3 4 5 6 "
printf '{"generation": "mine"}\n' >other.jsonl
works evolve --resume run.bin --generations 4 --quiet --jsonl other.jsonl
same "$(cat other.jsonl~)" '{"generation": "mine"}'

# What cannot be written is found out before the run.
rm champion.json
for option in -o --csv --jsonl --checkpoint; do
  name=$([ "$option" = -o ] && echo --output || echo "$option")
  for file in /dev/null /proc/x.json; do
    fails 1 "$name: cannot write '$file'" evolve xor "$option" "$file"
    same "$out" ""
  done
  fails 2 "got '', wanted the name of a file" evolve xor "$option" ""
done
fails 1 "--csv: cannot write '/dev/stdout'" evolve xor --quiet --csv /dev/stdout
fails 1 "--output: cannot write '/dev/null'" train "$data/iris.csv" --target species -o /dev/null
same "$out" ""
fails 2 "--output: got ''" train "$data/iris.csv" --target species -o ""
fails 1 "--csv: cannot write '/proc/x.csv'" bench science --task xor-neat --seeds 1 --csv /proc/x.csv
[ ! -e champion.json ] && [ ! -e x.json ] || complain "nothing should have been saved by another name"

# A run that is at its end says so, and leaves its network alone.
works evolve xor --seed 1 --quiet --checkpoint solved.bin -o solved.json
says "the run is saved to solved.bin
"
says_not "goes on"
touch -d yesterday solved.json
cp -p solved.json before.json
works evolve --resume solved.bin --quiet
says "already solved after "
says "nothing to do: solved.json stays as it is"
says_not "evolved:"
[ solved.json -nt before.json ] && complain "the network should not be written again"
[ -e solved.json~ ] && complain "nothing should be kept where nothing is written"
works evolve xor --population 20 --generations 4 --seed 5 --quiet --checkpoint run.bin
works evolve --resume run.bin --generations 2 --quiet
says "already 4 of 2 generations; to go on, say plexus evolve --resume run.bin --generations 4; nothing to do: champion.json"
works evolve --resume run.bin --generations 2 --quiet -o again.json
says "the network is saved again"
works show again.json
rm champion.json
works evolve --resume run.bin --generations 2 --quiet
says "saved to champion.json"
works evolve xor --population 20 --generations 3 --seed 5 --quiet --checkpoint short.bin
says "the run is saved to short.bin; plexus evolve --resume short.bin --generations 6 goes on with it"

# Rows of seeds are there as soon as they are measured, and stay when the measurement is killed.
"$command" bench science --task double-pole-hidden-neat --seeds 1-1000 --threads 2 --quiet --csv killed.csv >out.txt 2>stderr.txt &
child=$!
for _ in $(seq 600); do
  [ -f killed.csv ] && [ "$(wc -l <killed.csv)" -gt 4 ] && break
  sleep 0.05
done
kill -KILL $child
wait $child 2>/dev/null
code=$? out=$(cat out.txt) err=$(cat stderr.txt) last="bench science, killed"
[ "$(wc -l <killed.csv)" -gt 4 ] || complain "rows that were measured should be in the file"
same "$(tail -n +2 killed.csv | head -n 4 | cut -d, -f3 | tr '\n' ' ')" "1 2 3 4 "

# Ctrl-C is answered; one that comes at once again is the same, and a later one ends the program.
interrupt() { # NETWORKS PAUSE: two signals, so many seconds apart, in a generation of so many networks
  rm -f champion.json begun.bin
  "$command" evolve prey-capture --population "$1" --strategy neat --threads 1 --quiet --checkpoint begun.bin >out.txt 2>stderr.txt &
  child=$!
  for _ in $(seq 600); do
    [ -e begun.bin ] && break
    sleep 0.05
  done
  kill -INT $child
  sleep "$2"
  kill -INT $child
  wait $child 2>/dev/null
  code=$? out=$(cat out.txt) err=$(cat stderr.txt) last="evolve, interrupted twice"
}
interrupt 3000 0.05
same "$code" 0
same "$err" "ending after this generation; again to stop at once"
says "stopped by Ctrl-C"
[ -e champion.json ] || complain "the network should be saved"
interrupt 100000 1.2
same "$code" 130
[ ! -e champion.json ] || complain "the second one should end the program at once"

finish
