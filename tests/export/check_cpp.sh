#!/usr/bin/env bash
# Compiles networks that were written as C++, as strictly as anyone may, and runs them:
#   check_cpp.sh CASES_PROGRAM WORK_FOLDER COMPILER
set -euo pipefail
here=$(dirname "$(realpath "$0")")
rm -rf "$2"
"$1" "$2"
cd "$2"
flags=(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -ffp-contract=off)
"$3" -std=c++11 -O1 "${flags[@]}" -I. "$here/main.cpp" -o main
./main cases.txt floats.txt
