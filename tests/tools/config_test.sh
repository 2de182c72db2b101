# plexus evolve: options in a file, how runs stop, what they report, strategies, and networks that learn.
source "$(dirname "$0")/support.sh" "$@"

# What is printed is read back, and gives the same network as what it was printed from.
works evolve xor --seed 4 --generations 6 --population 30 --crossover average --patience 5 --print-config
printf '%s\n' "$out" >xor.json
says '"population": 30'
says '"goal": "maximise"'
says '"kinds": {"average": 1.0}'
works evolve xor --config xor.json --print-config
same "$out" "$(cat xor.json)"
works evolve xor --seed 4 --generations 6 --population 30 --crossover average --patience 5 --quiet -o said.json
works evolve xor --config xor.json --quiet -o read.json
cmp -s said.json read.json || complain "a file should be as good as the options that it was printed from"

# The command line has the last word; the problem, the first.
printf '{"population": 20, "generations": 3, "seed": 9, "species": {"target": 4}}' >some.json
works evolve t-maze --config some.json --population 40 --print-config
says '"population": 40'
says '"generations": 3'
says '"seed": 9'
says '"target": 4'
says add_back_connection
printf '{"mutation": {"kinds": {"modify_weight": 1}}}' >weights.json
works evolve t-maze --config weights.json --print-config
says_not add_back_connection
works evolve --print-config
says '"population": 150'
works evolve "$data/iris.csv" --target species --print-config
says '"goal": "minimise"'
says_not "inputs:"
works evolve xor --config some.json --quiet
says "evolved: 3 generations"

# One error for all that is wrong with a file.
printf '{"populaton": 20, "species": {"survival": 2}, "elitism": 31}' >wrong.json
fails 1 "--config: wrong.json: there is no option 'populaton'; did you mean 'population'?; " evolve xor --config wrong.json --population 30
fails 1 "elitism is 31, wanted at most the population" evolve xor --config wrong.json --population 30
fails 1 "species.survival is 2, wanted a number in (0, 1]" evolve xor --config wrong.json
printf '{"elitism": 31}' >fits.json
fails 1 "--config: fits.json: elitism is 31" evolve xor --config fits.json --population 30 --quiet
works evolve xor --config fits.json --population 31 --generations 1 --quiet
printf '{"elitism": ' >cut.json
fails 1 "--config: cut.json: it is not sound JSON: line 1, column" evolve xor --config cut.json
fails 1 "cannot read 'nowhere.json'" evolve xor --config nowhere.json
fails 1 "--output: 'some.json' would replace 'some.json', which is read" evolve xor --config some.json -o some.json

# How a run stops.
works evolve xor --population 10 --evaluations 35 --seed 1 --quiet
says "evolved: 4 generations, stopped by --evaluations"
says "not solved after 40 evaluations"
works evolve retina --strategy neat --population 5 --patience 2 --generations 1000 --mutation modify_bias --seed 1 --quiet
says "stopped by --patience"

# Reports.
works evolve xor --population 10 --generations 4 --seed 1 --csv run.csv --jsonl run.jsonl
same "$(head -n 1 run.csv)" "generation,evaluations,best,mean,worst,champion,species,hidden,connections,gates"
same "$(wc -l <run.csv)" 5
same "$(wc -l <run.jsonl)" 4
same "$(grep -c '"species": \[{"id": 1, "size": ' run.jsonl)" 4
case $err in *"generation 2/4  best "*"  mean "*"left  hidden 0  connections "*"  species "*" evaluations/s"*) ;; *) complain "progress should tell best, mean, time left, size, species and speed" ;; esac
works evolve xor --population 10 --generations 4 --seed 1 --csv run.csv --threads 2 --quiet
cmp -s run.csv run.csv~ || complain "a CSV file should be the same on any number of threads"

# Strategies and learning.
works evolve xor --strategy neat --population 10 --generations 2 --quiet
fails 2 "--strategy: no strategy is called 'magic'; there are neat" evolve xor --strategy magic
learned() { works evolve "$data/iris.csv" --target species --population 20 --generations 3 --seed 2 --quiet "$@"; }
learned -o born.json
learned --learn 30 -o lamarck.json
learned --learn 30 --baldwin -o baldwin.json
cmp -s born.json lamarck.json && complain "networks that learn should not be those that do not"
cmp -s lamarck.json baldwin.json && complain "children of those that hand on what they learned should be others"
fails 1 "--learn is for a CSV file, and xor is a task" evolve xor --learn 5
fails 2 "--baldwin requires --learn" evolve "$data/iris.csv" --target species --baldwin

finish
