# plexus bench science: what it prints and writes, and that neither the threads nor the order change it.
source "$(dirname "$0")/support.sh" "$@"

# The file of runs: one row for each seed, in their order. What is counted comes in whole generations of 150.
works bench science --task xor-neat --seeds 1-3 --threads 1 --csv one.csv
same "$(head -n 1 one.csv)" "task,method,seed,solved,evaluations,generations,hidden,connections,generalisation,score,seconds"
same "$(wc -l <one.csv)" 4
same "$(tail -n +2 one.csv | cut -d, -f1-4)" "xor-neat,NEAT,1,1
xor-neat,NEAT,2,1
xor-neat,NEAT,3,1"
awk -F, 'NR > 1 && (NF != 11 || $5 != 150 * $6 || $5 < 150 || $7 < 1 || $8 < 5 || $9 != "" || $10 <= 0 || $10 > 16 || $11 <= 0) { exit 1 }' \
  one.csv || complain "the rows should have their units: $(cat one.csv)"

# The table: ours above the published ones, with the mean of the file.
says "| task | system | solved | evaluations: mean | median |"
says "| \`xor-neat\` | **Plexus**, NEAT | 3 of 3 | "
says "| | NEAT | 100 of 100 | 4,755 | "
says "Stanley and Miikkulainen 2002"
mean=$(awk -F, 'NR > 1 { sum += $5 } END { printf "%.0f", sum / (NR - 1) }' one.csv)
same "$(grep -F 'Plexus' <<<"$out" | cut -d'|' -f5 | tr -d ' ,')" "$mean"
case $err in *"xor-neat: seed 1, "*" evaluations "*"(3 of 3 done, 3 solved)"*) ;; *) complain "stderr should tell of each seed" ;; esac

# The same rows, but for the seconds, on two threads, and for each seed alone.
works bench science --task xor-neat --seeds 1-3 --threads 2 --csv two.csv --quiet
same "$(cut -d, -f1-10 two.csv)" "$(cut -d, -f1-10 one.csv)"
same "$err" ""
says "saved to two.csv"
works bench science --task xor-neat --seeds 3 --quiet --csv three.csv
same "$(cut -d, -f1-10 three.csv | tail -n 1)" "$(cut -d, -f1-10 one.csv | tail -n 1)"
same "$(wc -l <three.csv)" 2

# A row that is named twice is run once.
works bench science --task xor-neat,xor-neat --seeds 2 --quiet
same "$(grep -c 'Plexus' <<<"$out")" 1

# What a person may get wrong.
help="see plexus bench science --help"
wanted="wanted a seed such as 7, or the first and the last such as 1-100; $help"
for wrong in a 1- -1 1-b 1.5 1-2-3 18446744073709551616; do
  fails 2 "--seeds: got '$wrong', $wanted" bench science --seeds="$wrong"
done
fails 2 "--seeds: got '3-1', wanted the lower seed first; $help" bench science --seeds 3-1
fails 2 "--seeds: got '0-1000000', wanted at most 1000000 seeds; $help" bench science --seeds 0-1000000
fails 2 "--task: no row of the published tables is called 'xor'; did you mean 'xor-neat'?" bench science --task xor
fails 2 "--task: no row of the published tables is called 'nothing'; there are double-pole" bench science --task nothing
fails 2 "xor-neat" bench science --task xor-neat,nothing
fails 2 "--threads: got '-1', wanted a whole number from 0 to 1024; $help" bench science --threads -1
fails 2 "there is no option '--foo'; $help" bench science --foo
fails 1 "--csv: there is no folder '/nowhere' to save '/nowhere/x.csv' in" bench science --csv /nowhere/x.csv
fails 1 "--csv: '.' is a folder" bench science --csv .

finish
