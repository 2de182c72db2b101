# Tasks: what is said about a network that was evolved for one, and what a task does not take.
source "$(dirname "$0")/support.sh" "$@"

# A network of a task without a game is tested on the task.
works evolve xor --seed 1 --quiet -o xor.json
score=$(sed -n 's/^solved after .*, score //p' <<<"$out")
works test xor.json
same "$out" "xor: score $score, solved by the criterion of the task"
works evolve multiplexer-6 --generations 1 --population 10 --seed 1 --quiet -o poor.json
works test poor.json
says "multiplexer-6: score "
says ", not solved by the criterion of the task"
fails 1 "'xor.json' does the task xor and does not read $data/iris.csv" test xor.json "$data/iris.csv"

# The champion is what is saved, also where another network has a better score; one episode has no mean.
works evolve xor --seed 1 --population 150 --csv run.csv
hidden=$(sed -n 's/.*; the champion has 2 inputs, \([0-9]*\) hidden unit.*/\1/p' <<<"$out")
same "$(tail -n 1 <<<"$err" | sed 's/.*  hidden \([0-9]*\) .*/\1/')" "$hidden"
better=0
for seed in $(seq 1001 1030); do
  works evolve xor --seed "$seed" --quiet --csv run.csv
  best=$(tail -n +2 run.csv | cut -d, -f3 | sort -g | tail -n 1)
  champion=$(tail -n 1 run.csv | cut -d, -f6)
  if awk "BEGIN { exit !($best > $champion) }"; then
    better=$((better + 1))
    says "another network has a better score, "
    says ", but does not solve it; the champion is saved"
  else
    says_not "another network"
  fi
done
[ "$better" -gt 0 ] || complain "one of these seeds should have a better network that does not solve the task"
works evolve single-pole --seed 1 --quiet -o pole.json
says ", score 100000"
works play pole.json --episodes 1
says "single-pole, 1 fresh episode of at most 1000 steps: score "
case $err$out in *e+05*) complain "whole numbers should have all their digits" ;; esac
works evolve single-pole --strategy neat --population 100 --generations 10 --seed 1
case $err in *e+05*) complain "whole numbers should have all their digits" ;; *"champion 100000"*) ;; *) complain "the pole should stand" ;; esac

# The goal is that of the task.
printf '{"goal": "minimise"}' >goal.json
fails 1 "--config: goal.json: goal is \"minimise\", but scores of 'xor' are to be maximised; leave it out" evolve xor --config goal.json
same "$out" ""
works evolve "$data/iris.csv" --target species --config goal.json --generations 1 --population 5 --quiet
printf '{"goal": "maximise"}' >goal.json
works evolve xor --config goal.json --generations 1 --quiet
fails 1 "goal is \"maximise\", but scores of '$data/iris.csv' are to be minimised" evolve "$data/iris.csv" --target species --config goal.json
works evolve --print-config
printf '%s' "$out" >usual.json
works evolve "$data/iris.csv" --target species --config usual.json --generations 1 --quiet

# Novelty search is for tasks with a behaviour, and says so before it begins.
fails 1 "'xor' has no behaviour; novelty is for maze-hard, maze-medium" evolve xor --strategy novelty
same "$out" ""
fails 1 "has no behaviour; novelty is for" evolve "$data/iris.csv" --target species --strategy novelty
same "$out" ""
for task in $("$command" evolve 2>&1 | sed 's/.*(\(.*\)).*/\1/; s/,//g'); do
  run evolve "$task" --strategy novelty --generations 1 --population 4 --quiet
  case $task,$code,$err in
    maze-*,0,*) ;;
    maze-*) complain "a maze has behaviours" ;;
    *",1,plexus: '$task' has no behaviour; "*) ;;
    *) complain "it should have been refused" ;;
  esac
done

# Each task has its row in the documentation.
for task in $("$command" evolve 2>&1 | sed 's/.*(\(.*\)).*/\1/; s/,//g'); do
  sed -n '/^## Tasks/,/^### /p' "$data/../../evolve/README.md" | sed 's/`multiplexer-6`, `-11`/`multiplexer-6`, `multiplexer-11`/' |
    grep -q "^|.*\`$task\`.*|.*|.*|.*|.*|" || complain "$task should stand in the table of tasks"
done

# What cannot apply is refused.
for option in "--classify" "--regress" "--raw" "--hold-out 0.1" "--inputs a" "--ignore a" "--target a" "--learn 3"; do
  # shellcheck disable=SC2086
  fails 1 "${option% *} is for a CSV file, and xor is a task" evolve xor $option
done
fails 1 "column 'species' is the target and cannot be ignored" evolve "$data/iris.csv" --target species --ignore species
fails 1 "column 'species' is the target and cannot be ignored" train "$data/iris.csv" --target species --ignore species
works train "$data/iris.csv" --target species --epochs 1 --layers none --quiet -o iris.json
fails 1 "--episodes is for a game, and 'iris.json' answers species" test iris.json "$data/iris.csv" --episodes 5
fails 1 "--seed is for a game or a task, and 'iris.json' answers species" test iris.json "$data/iris.csv" --seed 5
fails 1 "--last is for a series, and 'pole.json' plays single-pole" test pole.json --last 5
fails 1 "--episodes is for a game, and 'xor.json' does the task xor" test xor.json --episodes 5

finish
