# plexus evolve TASK: each task is searched as it is known to be solved, unless somebody says otherwise.
source "$(dirname "$0")/support.sh" "$@"

# The command searches as the row of the published table does: the same seed takes as many evaluations.
for row in double-pole:double-pole double-pole-neat:double-pole:--strategy:neat single-pole-hidden:single-pole-hidden xor-neat:xor; do
  IFS=: read -r name task option value <<<"$row"
  works bench science --task "$name" --seeds 7 --quiet --csv bench.csv
  evaluations=$(tail -n 1 bench.csv | cut -d, -f5)
  # shellcheck disable=SC2086
  works evolve "$task" $option $value --seed 7 --quiet
  says "; settings: $name"
  says "solved after $evaluations evaluations"
done

# One line says how a task is searched.
works evolve double-pole --no-velocities --seed 3 --quiet
says "search: cma-es, 13 networks in each of at most 10000 generations; settings: double-pole-hidden
"
says "solved after "
works evolve t-maze --generations 2 --quiet
says "search: neat, 150 networks in each of at most 2 generations; settings: the usual ones, changed
"
works evolve cartpole --seed 2 --quiet
says "search: neat, 150 networks in each of at most 1000 generations; settings: the usual ones
"
works evolve xor --neataptic --generations 3 --seed 7 --threads 1 --quiet
says "search: neat, 150 networks in each of at most 3 generations; settings: Neataptic's, changed
"

# What is said goes over the settings.
works evolve double-pole --population 40 --generations 3 --seed 9 --print-config
says '"strategy": "cma-es"'
says '"population": 40'
says '"generations": 3'
says '"seed": 9'
says '"sigma": 10.0'
works evolve double-pole --strategy neat --print-config
says '"strategy": "neat"'
says '"generations": 667'
printf '{"strategy": "neat", "elitism": 2}' >neat.json
works evolve double-pole --config neat.json --print-config
says '"elitism": 2'
says '"generations": 667'
works evolve double-pole --config neat.json --strategy cma-es --print-config
says '"strategy": "cma-es"'
says '"sigma": 10.0'
works evolve double-pole --strategy pgpe --print-config
says '"population": 150'
says_not '"sigma": 10.0'
works evolve double-pole --print-config
printf '%s\n' "$out" >whole.json
works evolve double-pole --seed 5 --quiet -o plain.json
works evolve double-pole --config whole.json --seed 5 --quiet -o read.json
cmp -s plain.json read.json || complain "a file should be as good as the settings that it was printed from"
printf '{"strategy": 7}' >number.json
fails 1 "--config: number.json: strategy is 7, wanted one of neat, cma-es" evolve double-pole --config number.json
printf '[]' >list.json
fails 1 "--config: list.json: " evolve double-pole --config list.json

# A strategy that moves weights alone starts with a network that has enough of them, or with what somebody names.
works evolve pendulum --strategy cosyne --generations 1 --quiet
says "8 hidden units, 1 output"
works evolve pendulum --strategy neat --generations 1 --population 3 --quiet -o small.json
says "0 hidden units, 1 output"
works evolve pendulum --start small.json --generations 1 --quiet
says "0 hidden units, 1 output"
for option in --recurrent "--mutation modify_weight" "--crossover average" "--selection power" "--provenance 1"; do
  # shellcheck disable=SC2086
  fails 1 "${option% *} means nothing to the strategy cma-es, which breeds no networks; leave it out, or say --strategy neat too" \
    evolve double-pole $option
done
works evolve double-pole --strategy neat --mutation modify_weight --provenance 1 --generations 1 --quiet

# An evaluation that takes too long is the worst there is; one that does not is what it is.
fails 1 "the fitness gave none of 20 networks a finite score (0 NaN, 20 infinite)" \
  evolve multiplexer-11 --population 20 --generations 1 --evaluation-time 1e-9 --quiet
works evolve "$data/iris.csv" --target species --generations 2 --population 10 --seed 3 --quiet -o free.json
works evolve "$data/iris.csv" --target species --generations 2 --population 10 --seed 3 --evaluation-time 1000 --quiet \
  --checkpoint timed.bin -o timed.json
cmp -s free.json timed.json || complain "a time that is long enough should change nothing"
fails 1 "0 NaN, 10 infinite" evolve "$data/iris.csv" --target species --population 10 --evaluation-time 1e-9 --quiet
works evolve --resume timed.bin --generations 3 --quiet
fails 2 "--evaluation-time is not for a run that goes on" evolve --resume timed.bin --evaluation-time 3
fails 2 "--evaluation-time: got '-1', wanted a number from 0 to" evolve xor --evaluation-time -1
works evolve xor --evaluation-time 0 --time 0 --evaluations 0 --patience 0 --generations 2 --quiet
says "evolved: 2 generations;"

finish
