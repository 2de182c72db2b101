# plexus train and plexus test.
source "$(dirname "$0")/support.sh" "$@"

# What is printed about training and held-out rows adds up to what the saved network does on the whole file.
works train "$data/iris.csv" --target species --epochs 20 --layers 8 --seed 3 -o iris.json --quiet
says "150 rows; 120 to learn from, 30 held out to test on"
says "inputs: 4 columns of numbers (sepal_length_cm, sepal_width_cm, petal_length_cm, petal_width_cm)"
says "target: species, one of 3 classes (setosa, versicolor, virginica)"
says "network: 4 inputs, 8 hidden units, 3 outputs; 56 connections; 67 parameters"
says "trained: 20 epochs"
says "saved to iris.json"
[ -z "$err" ] || complain "--quiet should print no progress"
training=$(sed -n 's/^training rows: \([0-9]*\) of 120 right.*/\1/p' <<<"$out")
held_out=$(sed -n 's/^held-out rows: \([0-9]*\) of 30 right.*/\1/p' <<<"$out")
works test iris.json "$data/iris.csv"
says "$((training + held_out)) of 150 right"
says "setosa         50"
says "the network was made from a file of this name: 120 of its 150 rows were learned from; held-out rows: $held_out of 30 right"

# The same seed gives the same file, another one does not; every format does the same.
works train "$data/iris.csv" --target species --epochs 20 --layers 8 --seed 3 -o again.json --quiet
cmp -s iris.json again.json || complain "the same seed should give the same file"
works train "$data/iris.csv" --target species --epochs 20 --layers 8 --seed 4 -o other.json --quiet
cmp -s iris.json other.json && complain "another seed should give another file"
works train "$data/iris.csv" --target species --epochs 20 --layers 8 --seed 3 -o iris.xml --quiet
works test iris.xml "$data/iris.csv"
says "$((training + held_out)) of 150 right"

# Threads share the work of batches that are worth it, and change nothing.
for threads in 1 2 5; do
  works train "$data/digits.csv" --target digit --epochs 2 --layers 256 --batch 128 --threads $threads -o threads$threads.json --quiet
done
cmp -s threads1.json threads2.json && cmp -s threads1.json threads5.json || complain "the number of threads should not change the network"

# A new file is read with the saved means and deviations: one row alone is answered as it was among the others.
{ sed -n 1p "$data/iris.csv"; sed -n 2p "$data/iris.csv"; } >one.csv
works test iris.json one.csv
says "1 of 1 right (100.0 %)"
says_not "made from a file of this name"

# Quotes, CRLF and a byte order mark change nothing.
{ printf '\xEF\xBB\xBF'; sed 's/\([a-z]*\)$/"\1"\r/' "$data/iris.csv"; } >quoted.csv
works test iris.json quoted.csv
says "$((training + held_out)) of 150 right"

# Progress goes to stderr, a line for each epoch where there is no terminal; an old file is kept.
works train "$data/iris.csv" --target species --epochs 3 -o iris.json
same "$(grep -c '^epoch ' stderr.txt)" 3
says "saved to iris.json (what was there is now iris.json~)"
cmp -s iris.json~ again.json || complain "the old file should be kept"

# Whole numbers are classes when they are few; --regress makes them a number.
works train "$data/wine.csv" --target cultivar --epochs 5 --quiet
says "one of 3 classes (0, 1, 2); whole numbers, but few: say --regress if it is a quantity"
says "saved to model.json"
works train "$data/wine.csv" --target cultivar --epochs 5 --quiet --regress
says "target: cultivar, a number"
says "when always answering the mean"
works train "$data/wine.csv" --target cultivar --epochs 5 --quiet --classify
says_not "say --regress"

# A number: the errors are in its own unit. Columns can be chosen; the optimizer, the schedule and the loss too.
works train "$data/breast_cancer.csv" --target mean_area --inputs mean_radius,mean_texture --epochs 30 --quiet -o area.json
says "inputs: 2 columns of numbers (mean_radius, mean_texture)"
rmse=$(sed -n 's/^held-out rows: RMSE \([0-9]*\).*/\1/p' <<<"$out")
[ "${rmse:-0}" -gt 3 ] && [ "${rmse:-0}" -lt 100 ] || complain "the RMSE of an area of 350 mm2 deviation should be between 3 and 100"
works test area.json "$data/breast_cancer.csv"
says "RMSE"
works train "$data/iris.csv" --target species --ignore sepal_length_cm,sepal_width_cm --epochs 5 --quiet --hold-out 0 \
  --optimizer sgd --schedule constant --loss binary_cross_entropy --layers "relu:8, Logistic:4" --clip 1
says "inputs: 2 columns of numbers (petal_length_cm, petal_width_cm)"
says "150 to learn from, 0 held out"
says_not "held-out rows"
works train "$data/iris.csv" --target species --epochs 200 --patience 3 --quiet --rate 0.1
says "stopped as validation got no better; kept epoch"

# A series: forecasts of the last rows, next to persistence, whose error is that of the data alone.
works train "$data/co2.csv" --series co2_ppm --layers LSTM:4 --epochs 2 --quiet -o co2.json
says "741 rows in the order of time; the first 681 to learn from, the last 60 held out"
says "persistence forecast 1.44"
held_out=$(sed -n 's/^held-out rows: //p' <<<"$out")
works test co2.json "$data/co2.csv" --last 60
same "$(sed 's/^[^:]*: //' <<<"$out")" "$held_out"
works test co2.json "$data/co2.csv" --last 61
says "681 of its 741 rows were learned from; held-out rows: $held_out"
printf '%s\n' level 5 5 5 5 5 5 5 5 5 5 >constant.csv
works train constant.csv --series level --epochs 1 --quiet -o constant.json
says_not inf
says_not nan
for layers in GRU:3 Memory:3,8 none; do works train "$data/co2.csv" --series co2_ppm --layers "$layers" --epochs 1 --quiet -o co2.json; done

# Learning online: tables and series, with its own options; those of the other rule are refused.
works train "$data/iris.csv" --target species --rule online --momentum 0.5 --dropout 0.1 --epochs 30 --quiet -o online.json
right=$(sed -n 's/^held-out rows: \([0-9]*\) of 30 right.*/\1/p' <<<"$out")
[ "${right:-0}" -ge 27 ] || complain "learning online should get 27 of 30 right, got ${right:-none}"
works test online.json "$data/iris.csv"
works train "$data/iris.csv" --target species --rule online --momentum 0.5 --dropout 0.1 --epochs 30 --quiet -o online2.json
cmp -s online.json online2.json || complain "the same seed should give the same file, online too"
works train "$data/co2.csv" --series co2_ppm --rule online --layers LSTM:4 --epochs 2 -o co2.json
same "$(grep -c '^epoch ' stderr.txt)" 2
for option in --optimizer=sgd --weight-decay=0 --clip=1 --validation=0.2 --patience=3 --truncation=5 --threads=2; do
  fails 2 "${option%=*}: does not go with --rule online" train "$data/iris.csv" --target species --rule online $option
done
for option in --momentum=0.5 --dropout=0.5; do
  fails 2 "${option%=*}: does not go with --rule backpropagation" train "$data/iris.csv" --target species $option
done
fails 1 "does not fit a target of classes learned online; wanted one of binary_cross_entropy" \
  train "$data/iris.csv" --target species --rule online --loss softmax_cross_entropy
fails 2 "--rule" train "$data/iris.csv" --target species --rule sideways

finish
