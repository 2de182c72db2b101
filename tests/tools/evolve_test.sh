# plexus evolve, play and show.
source "$(dirname "$0")/support.sh" "$@"

# A game: evolved, saved, loaded and played.
works evolve cartpole --seed 2 --quiet
says "game: cartpole"
says "saved to champion.json"
says "cartpole, 100 fresh episodes of at most 500 steps: mean score 500, the same in each"
works play champion.json --episodes 4
says "cartpole, 4 fresh episodes of at most 500 steps: mean score 500, the same in each"
works test champion.json --episodes 20
says "cartpole, 20 fresh episodes of at most 500 steps: mean score 500,"
works show champion.json
says "plays: cartpole"
says "network: 4 inputs"

says_not "input 1"
works show champion.json --weights
says "  position -> left  "
says "  right (identity)  "

# A task: evolved until it is solved by its criterion, saved, and played as the game that shows it.
works evolve double-pole --seed 1 --quiet -o poles.json
says "task: double-pole, balance two poles on a cart for 100,000 steps"
says "source: Gomez, Schmidhuber and Miikkulainen 2008"
says "solved after "
says " evaluations, score 100000, masters "
says " of 625 other starts"
says "game: double-pole, which plexus play shows"
says "double-pole, 100 fresh episodes of at most 1000 steps: mean score 1000, the same in each"
works play poles.json --episodes 3
says "double-pole, 3 fresh episodes of at most 1000 steps: mean score 1000,"
works show poles.json
says "evolved for the task double-pole; solved after "
works evolve single-pole --no-velocities --seed 1 --quiet -o hidden.json
says "task: single-pole-hidden"
says "solved after "
works play hidden.json --episodes 2
says "single-pole-hidden, 2 fresh episodes of at most 1000 steps: mean score"
works show hidden.json
says "network: 2 inputs"
works evolve double-pole-hidden --generations 2 --population 20 --quiet -o poor.json
says "evolved: 2 generations"
says "not solved after 40 evaluations, score 0.0"
works evolve xor --seed 1 --quiet
says "solved after "
says_not "game:"
says_not "episodes"
fails 1 "plays no game" play champion.json
works evolve cartpole --seed 2 --quiet

# The same network on any number of threads; another one from another seed.
works evolve "$data/iris.csv" --target species --generations 4 --population 30 --seed 5 --threads 1 --quiet -o one.json
held_out=$(sed -n 's/^held-out rows: //p' <<<"$out")
says "evolved: 4 generations"
works evolve "$data/iris.csv" --target species --generations 4 --population 30 --seed 5 --threads 3 --quiet -o many.json
cmp -s one.json many.json || complain "the number of threads should not change the network"
works evolve "$data/iris.csv" --target species --generations 4 --population 30 --seed 6 --quiet -o other.json
cmp -s one.json other.json && complain "another seed should give another network"
# How children are made.
works evolve cartpole --seed 2 --quiet --crossover two_point,average --selection power --provenance 3
says "mean score 500, the same in each"
works evolve "$data/iris.csv" --target species --generations 3 --population 20 --neataptic --recurrent --quiet
works evolve cartpole --generations 1 --population 5 --mutation modify_weight,swap_nodes --quiet
fails 2 "--crossover: no crossover is called 'magic'; there are uniform, average, single_point, two_point, by_position" \
  evolve cartpole --crossover magic
works show one.json
says "held-out rows: $held_out"
says "answers: species, one of setosa, versicolor, virginica"
says "sepal_length_cm"
works test one.json "$data/iris.csv"
says "of 150 right"

# Drawings: units with the names of their columns when there are few, groups when there are many.
works show one.json --dot one.dot
grep -q petal_width_cm one.dot && grep -q virginica one.dot || complain "the drawing should name columns and classes"
says "blue: positive weights, red: negative"
works show one.json --dot one.dot
says "drawn to one.dot (what was there is now one.dot~)"
cmp -s one.dot one.dot~ || complain "the old drawing should be kept"
works train "$data/digits.csv" --target digit --layers 16 --epochs 1 --quiet
works show model.json --dot model.dot
says "dense      16  relu"
says "and 44 more"
grep -q 'dense (16)' model.dot || complain "a large network should be drawn by groups"
if command -v dot >/dev/null; then
  works show one.json --svg "a name with blanks.svg" --png one.png
  grep -q '<svg' "a name with blanks.svg" || complain "there should be an SVG"
  [ "$(head -c 4 one.png | tail -c 3)" = PNG ] || complain "there should be a PNG"
fi

fails 1 "--svg: 'a.png' ends as a file of --png; choose another ending, or say --png" show one.json --svg a.png --png a.svg
fails 1 "--dot: 'a.svg' ends as a file of --svg" show one.json --dot a.svg
[ ! -e a.png ] && [ ! -e a.svg ] || complain "nothing should be drawn"

# Weights and biases are listed, with the names of columns, and are those of the file.
works show one.json
says_not "weights:"
connections=$(sed -n 's/.*; \([0-9]*\) connections.*/\1/p' <<<"$out")
works show one.json --weights
same "$(sed '1,/^weights:/d' <<<"$out" | grep -c ' -> ')" "$connections"
says "  petal_width_cm -> virginica  "
says "  setosa (identity)  "
works export one.json --neataptic lists.json
for weight in $("$command" show one.json --weights | sed '1,/^weights:/d; s/.*  \([-0-9.e]*\).*/\1/'); do
  grep -qF -- "$weight" lists.json || complain "the weight $weight should be in the file"
done

# A run may start from saved networks, of its own kind.
works evolve cartpole --seed 3 --generations 2 --quiet -o first.json
works evolve cartpole --seed 4 --generations 2 --quiet -o second.json
works evolve cartpole --start first.json second.json --seed 5 --quiet -o third.json
works evolve cartpole --start first.json second.json --seed 5 --quiet -o fourth.json
cmp -s third.json fourth.json || complain "the same starts and seed should give the same champion"
fails 1 "--start: the network in 'first.json' has 4 inputs and 2 outputs, and '$data/iris.csv' wants 4 and 3" \
  evolve "$data/iris.csv" --target species --start first.json
fails 1 "--output: 'first.json' would replace 'first.json', which is read" evolve cartpole --start first.json -o first.json

# Limits: --time, and Ctrl-C or SIGTERM, which saves what there is.
works evolve "$data/iris.csv" --target species --generations 1000000 --time 0.2 --quiet
says "stopped by --time"
for signal in INT:Ctrl-C TERM:SIGTERM; do
  "$command" evolve "$data/iris.csv" --target species --generations 1000000 --quiet -o interrupted.json >out.txt 2>stderr.txt &
  child=$!
  sleep 0.5
  kill -${signal%:*} $child
  wait $child
  code=$? out=$(cat out.txt) err=$(cat stderr.txt) last="evolve, interrupted"
  same "$code" 0
  says "stopped by ${signal#*:}"
  works test interrupted.json "$data/iris.csv"
done

finish
