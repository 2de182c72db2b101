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

# Every policy can be chosen in a file, and what is wrong with one is named with its path.
printf '{"species": {"kind": "k_medoids", "target": 5, "sharing": "fitness", "small_genomes": 20},
  "phases": {"ceiling": "relative", "connections": 5, "simplification": 3,
             "simplifying": {"modify_weight": 0.5, "remove_connection": 0.4, "remove_node": 0.1}},
  "mutation": {"keep_disabled": true}, "crossover": {"between_species": 0.05, "disabled": 0.5}}' >policies.json
works evolve t-maze --config policies.json --print-config
for said in '"kind": "k_medoids"' '"sharing": "fitness"' '"ceiling": "relative"' '"remove_connection": 0.4' \
  '"keep_disabled": true' '"disabled": 0.5'; do says "$said"; done
works evolve t-maze --config policies.json --generations 8 --population 40 --jsonl species.jsonl --quiet
same "$(grep -o '{"id": [0-9]*, "size"' species.jsonl | wc -l)" 40
examples=0
while read -r json; do
  printf '%s' "$json" >example.json
  works evolve maze-medium --config example.json --generations 1 --population 12 --quiet
  examples=$((examples + 1))
done < <(sed -n '/^## Policies/,$s/^| .*`\({.*}\)`.*/\1/p' "$data/../../tools/plexus/README.md")
[ "$examples" -ge 12 ] || complain "the README should show more policies than $examples"
fails_with() { # NAME VALUE TEXT [STRATEGY]: an option in a file that is wrong
  local json="$2" part
  for part in $(tr . '\n' <<<"$1" | tac); do json="{\"$part\": $json}"; done
  printf '%s' "$json" >one.json
  fails 1 "--config: one.json: $1 $3" evolve maze-medium --config one.json --strategy "${4:-neat}"
}
fails_with species.kind '"k-medoids"' "is \"k-medoids\", wanted one of threshold, k_medoids"
fails_with species.sharing '"both"' "is \"both\", wanted one of rank, fitness"
fails_with species.target 0 "is 0, wanted 1 to"
fails_with phases.ceiling '"high"' "is \"high\", wanted one of none, absolute, relative"
fails_with phases.connections 0 "is 0, wanted a finite number above 0"
fails_with phases.simplification 0 "is 0, wanted 1 to"
fails_with phases.simplifying '{"remove": 1}' "has 'remove', wanted one of"
fails_with crossover.disabled 2 "is 2, wanted a number in [0, 1]"
fails_with species.survival 2 "is 2, wanted a number in (0, 1]"
fails_with inherit_learned 1 "is 1, wanted true or false"
fails_with population -5 "is -5, wanted a whole number of at least 0"
fails_with population 0 "is 0, wanted 1 to 100000000"
fails_with patience 2.5 "is 2.5, wanted a whole number"
fails_with novelty.admission '"always"' "is \"always\", wanted one of threshold, chance" novelty
fails_with novelty.neighbours 0 "is 0, wanted at least 1" novelty
fails_with novelty.limit 100000000 "is 100000000, wanted" novelty
fails_with novelty.score 2 "is 2, wanted" novelty
fails_with steady_state.window 0 "is 0, wanted 1 to" steady-state
fails_with steady_state.replacement '"best"' "is \"best\", wanted one of worst, worst_species, tournament" steady-state
fails_with cma_es.restart '"never"' "is \"never\", wanted one of same, ipop, bipop" cma-es
fails_with cma_es.sigma 0 "is 0, wanted" sep-cma-es
fails_with pgpe.ascent '"sgd"' "is \"sgd\", wanted one of clip_up, adam" pgpe
fails_with pgpe.rate 0 "is 0, wanted" pgpe
fails_with cosyne.parents 2 "is 2, wanted a number in (0, 1]" cosyne

# How a run stops.
printf '{"target": 0.5}' >target.json
works evolve t-maze --config target.json --seed 1 --quiet
says ", stopped by the target of --config; "
says "not solved after "
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
case $err in *"generation 2/4  champion "*"  best "*"  mean "*"left  hidden "*"  connections "*"  species "*" evaluations/s"*) ;; *) complain "progress should tell best, mean, time left, size, species and speed" ;; esac
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
