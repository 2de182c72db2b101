# What a person may get wrong: 1 and a message for what does not work, 2 for what is no command.
source "$(dirname "$0")/support.sh" "$@"

# The command line.
fails 2 "plexus --help"
fails 2 "there is no command 'trian'; did you mean 'train'?" trian
fails 2 "see plexus train --help" train
fails 2 "there is no command 'sped' in plexus bench; did you mean 'speed'?; see plexus bench --help" bench sped
fails 2 "A subcommand is required; see plexus bench --help" bench
fails 2 "there is no option '--colour'; see plexus bench --help" bench --colour
fails 2 "there is no option '--colour'; see plexus --help" --colour
fails 2 "name a task or a game (" evolve
for wrong in many -5 0 1.5 1e3 99999999999999999999; do
  fails 2 "--epochs: got '$wrong', wanted a whole number from 1 to 1000000000; see plexus train --help" train a.csv --epochs $wrong
done
for option in --batch --window --truncation --patience --seed --threads; do
  fails 2 "$option: got '-1', wanted a whole number from" train a.csv $option -1
done
for option in --population --generations --threads --seed; do
  fails 2 "$option: got '-1', wanted a whole number from" evolve cartpole $option -1
done
fails 2 "--population: got '1000000000', wanted a whole number from 1 to 100000000" evolve cartpole --population 1000000000
fails 2 "--population: got '0'" evolve cartpole --population 0
for learn in "evolve cartpole" "train a.csv --target a"; do
  # shellcheck disable=SC2086
  fails 2 "--threads: got '1025', wanted a whole number from 0 to 1024" $learn --threads 1025
done
for wrong in -1 nan inf soon; do
  fails 2 "--time: got '$wrong', wanted a number from 0 to 1000000000" evolve cartpole --time $wrong
done
fails 2 "--rate: got '-1', wanted a number above 0" train a.csv --rate -1
fails 2 "--clip: got 'nan', wanted a number from 0" train a.csv --clip nan
for option in --episodes --seed; do fails 2 "$option: got '-1'" test a.json $option -1; done
fails 2 "--episodes: got '0'" play a.json --episodes 0
fails 2 "--last: got '-1'" test a.json a.csv --last -1
fails 2 "--delay: got 'nan'" play a.json --delay nan
fails 2 "--inputs excludes --series" train a.csv --series b --inputs a
fails 2 "--ignore excludes --series" train a.csv --series b --ignore a
fails 2 "see plexus train --help" train a.csv --target a --series b
fails 2 "see plexus train --help" train a.csv --target a --classify --regress
fails 2 "--strategy: no strategy is called 'cmaes'; did you mean 'cma-es'?" evolve xor --strategy cmaes
fails 2 "--mutation: no mutation is called 'add_nod'; did you mean 'add_node'?" evolve xor --mutation add_nod
fails 2 "--crossover: no crossover is called 'unifrom'; did you mean 'uniform'?" evolve xor --crossover unifrom
fails 2 "--optimizer: no optimizer is called 'adamm'; did you mean 'adam'?" train a.csv --optimizer adamm
fails 2 "there is no option '--generation'; did you mean '--generations'?; see plexus evolve --help" evolve xor --generation 5
fails 2 "there is no option '--generation'; did you mean '--generations'?" evolve xor --generation=5 --quiet
fails 2 "there is no option '-x'; see plexus evolve --help" evolve xor -x
fails 2 "not expected: 5 6; see plexus evolve --help" evolve xor 5 6
for words in --help "evolve --help" "train --help" "play --help" "test --help" "show --help" "export --help" "import --help" \
  "bench --help" "bench speed --help" "bench scaling --help"; do
  # shellcheck disable=SC2086
  works $words
  says "Example"
done
works bench --help
says_not cartpole
works --version
says "plexus "

# Files and columns.
fails 1 "nowhere.csv: cannot be read: No such file" train nowhere.csv --target a
fails 1 "'catpole' is neither a task nor a CSV file; did you mean 'cartpole'?" evolve catpole
fails 1 "'dobule-pole' is neither a task nor a CSV file; did you mean 'double-pole'?" evolve dobule-pole
printf '' >empty.csv
fails 1 "empty.csv: the file is empty" train empty.csv --target a
printf 'a,b\n' >header.csv
fails 1 "header.csv:1: there are column names but no rows" train header.csv --target a
printf 'a,b\n1,x\n2\n' >ragged.csv
fails 1 "ragged.csv:3: the row has 1 cell, wanted 2" train ragged.csv --target b
printf 'a,b\n1,x\n2,"y\n' >open.csv
fails 1 "open.csv:3: column 'b' opens a quote that is never closed" train open.csv --target b
printf 'a,b\n1,x\n2,y\nthree,x\n4,y\n5,x\n' >text.csv
fails 1 "text.csv:4: column 'a' has 'three', which is not a number" train text.csv --target b
fails 1 "text.csv:1: there is no column 'bb'; did you mean 'b'?" train text.csv --target bb
fails 1 "which column is the network to answer? Say --target COLUMN; the columns are a, b" train text.csv
fails 1 "penguins.csv:2: column 'island' has text ('Torgersen')" train "$data/penguins.csv" --target species
fails 1 "leave it out with --ignore island,sex" train "$data/penguins.csv" --target species
fails 1 "penguins.csv:5: column 'beak_length_mm' is empty" train "$data/penguins.csv" --target species --ignore island,sex
fails 1 "co2.csv:2: column 'month' has '1958-03-01'" train "$data/co2.csv" --series month

# Options.
fails 2 "--layers: 'LSTN:16' names neither a layer nor an activation" train "$data/iris.csv" --target species --layers 8,LSTN:16
fails 2 "--layers: 'relu:' has no whole number for a size" train "$data/iris.csv" --target species --layers relu:
fails 2 "--layers: '0' has a size outside of 1 to" train "$data/iris.csv" --target species --layers 0
fails 2 "--layers: '8x' has no whole number" train "$data/iris.csv" --target species --layers 8x
fails 2 "ACTIVATION:SIZE" train "$data/iris.csv" --target species --layers 8x
fails 1 "all_to_all between groups of 100000 and 100000 units makes 10000000000 connections, at most 4294967294 are possible" \
  train "$data/iris.csv" --target species --layers 100000,100000
fails 1 "--hold-out: 150 of 150 rows leaves none to learn from" train "$data/iris.csv" --target species --hold-out 150
fails 1 "--hold-out: got 1.5" train "$data/iris.csv" --target species --hold-out 1.5
fails 1 "--loss: 'hinge' does not fit a target of classes" train "$data/iris.csv" --target species --loss hinge
fails 2 "--optimizer: no optimizer is called 'nosuch'; there are " train "$data/iris.csv" --target species --optimizer nosuch
fails 2 "--schedule: no schedule is called 'nosuch'; there are " train "$data/iris.csv" --target species --schedule nosuch
for layers in 64,,32 ,64 64, ""; do
  fails 2 "--layers: '$layers' has nothing between two commas" train "$data/iris.csv" --target species --layers "$layers"
done
fails 1 "--validation and --patience do not go with --series" train "$data/co2.csv" --series co2_ppm --patience 3
fails 1 "--output: there is no folder" train "$data/iris.csv" --target species -o nowhere/model.json
fails 1 "is a folder" train "$data/iris.csv" --target species -o .
fails 1 "--target is for a CSV file" evolve cartpole --target species
fails 1 "--target is for a CSV file, and double-pole is a task" evolve double-pole --target species
fails 1 "--no-velocities is for the tasks single-pole, double-pole, and not for 'xor'" evolve xor --no-velocities
fails 1 "--no-velocities is for the tasks" evolve double-pole-hidden --no-velocities
fails 1 "--no-velocities is for the tasks" evolve "$data/iris.csv" --no-velocities

# Errors that no float can hold: none is better than another.
printf 'a,b\n1,1e300\n2,2e300\n3,-1e300\n4,1e300\n5,3e300\n' >huge.csv
fails 1 "run: in generation 0 the fitness gave none of 20 networks a finite score (0 NaN, 20 infinite)" \
  evolve huge.csv --target b --regress --raw --population 20 --quiet -o huge.json
[ ! -e huge.json ] || complain "a network of no use should not be saved"

# Saved networks.
works train "$data/iris.csv" --target species --epochs 1 --layers none --quiet -o iris.json
works evolve cartpole --generations 1 --population 5 --quiet -o pole.json
works train "$data/co2.csv" --series co2_ppm --epochs 1 --layers none --quiet -o co2.json
fails 1 "nothing.json" play nothing.json
fails 1 "not a file of Plexus" show "$data/iris.csv"
fails 1 "'iris.json' plays no game; it is for a CSV file: see plexus test" play iris.json
fails 1 "which CSV file is 'iris.json' to be tested on?" test iris.json
fails 1 "'pole.json' plays cartpole and does not read" test pole.json "$data/iris.csv"
fails 1 "there is no column 'sepal_length_cm'" test iris.json "$data/wine.csv"
sed 's/setosa/tulip/' "$data/iris.csv" >tulips.csv
fails 1 "tulips.csv:2: column 'species' has the class 'tulip', but the network knows setosa, versicolor, virginica" test iris.json tulips.csv
printf 'co2_ppm\n1\n2\n' >short.csv
fails 1 "short.csv" test co2.json short.csv
head -c 300 iris.json >cut.json
fails 1 "cut.json" show cut.json
fails 1 "nowhere/iris.dot" show iris.json --dot nowhere/iris.dot
path=/nowhere fails 1 "Graphviz is not installed" show iris.json --svg iris.svg
if command -v dot >/dev/null; then fails 1 "nowhere/iris.svg" show iris.json --svg nowhere/iris.svg; fi

# Nothing is printed before a mistake is found, and messages speak of options.
fails 1 "--last: got 1000, but $data/co2.csv has 741 rows" test co2.json "$data/co2.csv" --last 1000
same "$out" ""
fails 1 "--last is for a series" test iris.json "$data/iris.csv" --last 5
fails 1 "co2.csv: has 741 rows, of which 740 are held out; wanted at least 3 to learn from" train "$data/co2.csv" --series co2_ppm --hold-out 740
fails 1 "--validation: 0.001 of 120 training rows leaves none to measure on" train "$data/iris.csv" --target species --validation 0.001
same "$out" ""

# What is read is never written over, by whatever name.
cp "$data/iris.csv" flowers.csv
ln -s flowers.csv link.csv
fails 1 "--output: 'flowers.csv' would replace 'flowers.csv', which is read" evolve flowers.csv --target species -o flowers.csv
fails 1 "--output: './link.csv' would replace 'flowers.csv'" train flowers.csv --target species -o ./link.csv
same "$out" ""
cmp -s flowers.csv "$data/iris.csv" || complain "the data should be as they were"
fails 1 "--svg: './iris.json' would replace 'iris.json'" show iris.json --svg ./iris.json
fails 1 "--svg and --dot both name 'a.svg'" show iris.json --svg a.svg --dot a.svg
same "$out" ""

# Results that cannot be written.
if [ -w /dev/full ]; then
  last="--version, to a full disk" out=""
  "$command" --version >/dev/full 2>stderr.txt
  code=$? err=$(cat stderr.txt)
  same "$code" 1
  last="show, to a full disk"
  "$command" show iris.json >/dev/full 2>stderr.txt
  code=$? err=$(cat stderr.txt)
  same "$code" 1
  case $err in "plexus: "*"standard output"*) ;; *) complain "stderr should say what failed" ;; esac
fi

finish
