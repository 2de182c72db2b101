# plexus import and plexus export.
source "$(dirname "$0")/support.sh" "$@"

# What is exported for Neataptic comes back as it was, and plays as before.
works evolve cartpole --recurrent --seed 2 --quiet
works test champion.json --episodes 20
scores=$out
works export champion.json --neataptic neataptic.json --cpp champion.hpp --javascript champion.mjs --graph graph.json \
  --name Champion --namespace game::ai
for file in neataptic.json champion.hpp champion.mjs graph.json; do
  says "written to $file"
  [ -s $file ] || complain "there should be a $file"
done
says_not "what to give it"
grep -q '"constraints"' graph.json || complain "the graph should have constraints"
works import neataptic.json -o back.json
says "network: 4 inputs"
says "saved to back.json"
works show back.json
says "made: imported from neataptic.json, a network of Neataptic's"
works export back.json --neataptic again.json
cmp -s neataptic.json again.json || complain "the network should come back as it was"
works test champion.json --episodes 20
same "$out" "$scores"

# Commands that want a file of Plexus say what to do with one of Neataptic's.
for words in "show neataptic.json" "play neataptic.json" "test neataptic.json" "export neataptic.json --cpp a.hpp"; do
  # shellcheck disable=SC2086
  fails 1 "'neataptic.json' comes from Neataptic; first make it a file of Plexus: plexus import neataptic.json" $words
done

# An imported network goes on with what it knew when the numbers are given to it as they are: this one doubles.
cat >doubles.json <<'JSON'
{"nodes": [{"type": "input", "squash": "LOGISTIC", "bias": 0}, {"type": "output", "squash": "IDENTITY", "bias": 0}],
 "connections": [{"from": 0, "to": 1, "weight": 2, "gater": null}], "input": 1, "output": 1}
JSON
printf 'x,y\n1,2\n2.5,5\n3,6\n4,8\n' >double.csv
works import doubles.json -o doubles.plexus.json
works evolve double.csv --target y --regress --raw --hold-out 0 --start doubles.plexus.json --generations 1 --quiet
says "RMSE 0 on 4 rows"

# A population, and what is peculiar to Neataptic.
echo "[$(cat neataptic.json),$(cat neataptic.json)]" >population.json
works import population.json
says "population: 2 networks with 4 inputs and 2 outputs"
says "saved to population/network-1.json to population/network-2.json"
works export population/network-2.json --neataptic second.json
cmp -s neataptic.json second.json || complain "each network should come back as it was"
works export population/network-1.json population/network-2.json --neataptic again.json
cmp -s population.json again.json || complain "the population should come back as it was"
fails 2 "several networks make a population" export population/network-1.json population/network-2.json --cpp a.hpp
works import population.json -o population
says "(files that were there now have a ~ behind their names)"
fails 1 "'population.json' is to be the folder of a population" import population.json -o population.json
cat >odd.json <<'END'
{"nodes": [{"type": "input"}, {"type": "constant", "bias": 0, "squash": "IDENTITY", "mask": 0.5},
           {"type": "output", "bias": 0.5, "squash": "TANH", "mask": 1}],
 "connections": [{"from": 1, "to": 1, "weight": 1, "gater": 0}, {"from": 0, "to": 2, "weight": 2, "gater": 1}]}
END
works import odd.json
says "1 input, 1 hidden unit, 1 output; 2 connections, 2 of them gated and 1 carrying memory"
says "1 unit with a mask, as training with dropout leaves it"
says "1 constant unit, which training leaves as they are"
says "inputs gate connections: as in Neataptic these stay open"
works import odd.json
says "saved to network.json (what was there is now network.json~)"

# A model says what its network is to be given, in the files and to who exports it.
works train "$data/iris.csv" --target species --epochs 3 --quiet -o iris.json
works export iris.json --cpp iris.hpp --javascript iris.js
says "input[0] = (sepal_length_cm - "
says "output[2]: virginica"
for file in iris.hpp iris.js; do
  grep -q '^// input\[3\] = (petal_width_cm - ' $file || complain "$file should say what its inputs are"
done
works train "$data/co2.csv" --series co2_ppm --epochs 1 --layers LSTM:4 --quiet -o co2.json
works export co2.json --cpp co2.hpp --float
says "forecast of the next number = this number + output[0] * "
grep -q 'using Real = float' co2.hpp || complain "the header should compute in float"
if command -v c++ >/dev/null; then
  printf '#include "champion.hpp"\n#include "iris.hpp"\n#include "co2.hpp"\n#include <cstdio>\n
int main() {\n  game::ai::Champion network;\n  double input[4] = {}, output[2];\n  network.activate(input, output);\n
  std::puts("it compiles");\n}\n' >main.cpp
  sed -i 's/\bAgent\b/Iris/g' iris.hpp
  last="the compiler" out=$(c++ -std=c++11 -Wall -Wextra -Wpedantic -Wconversion -Werror main.cpp -o main 2>&1 && ./main)
  says "it compiles"
fi

# Mistakes.
fails 2 "name what to write: --neataptic, --cpp, --javascript or --graph" export champion.json
fails 1 "'1st' cannot name a class" export champion.json --cpp a.hpp --name 1st
fails 1 "'class' cannot name a class: the word is taken" export champion.json --cpp a.hpp --name class
fails 1 "cannot name a namespace" export champion.json --cpp a.hpp --namespace game::
fails 1 "--cpp: './champion.json' would replace 'champion.json', which is read" export champion.json --cpp ./champion.json
fails 1 "--neataptic and --graph both name 'a.json'" export champion.json --neataptic a.json --graph a.json
fails 1 "--output: 'odd.json' would replace 'odd.json'" import odd.json -o odd.json
fails 1 "there is no folder" import odd.json -o nowhere/odd.json
fails 1 "nowhere.json" import nowhere.json
fails 1 "champion.json: cannot read a network of Neataptic's: the network has no 'nodes'" import champion.json
fails 1 "graph.json: cannot read a network of Neataptic's: the network has no 'connections'" import graph.json
head -c 200 neataptic.json >cut.json
fails 1 "cut.json: cannot read a network of Neataptic's: it is not sound JSON" import cut.json
same "$out" ""
[ ! -e a.hpp ] && [ ! -e a.json ] || complain "nothing should be written after a mistake"

finish
