#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the families' programs in turns, until each has had its processor time: 30 minutes where the network is read, 10
# for what a person hands over.
#   tests/fuzz/turns.sh BUILD FOUND LOG [SECONDS OF A TURN]
# FOUND: a folder for what widens the coverage, and for finds (FOUND/<family>-finds). LOG: a line a run (family, seconds
# of processor time, exit status), below it one a target; LOG.table: their sums, as a table for docs/fuzzing.md.
set -u
build=$1 found=$2 log=$3 turn=${4:-300}
declare -A goal=([messages]=1800 [calls]=1800 [stick]=1800 [person]=600)
touch "$log"

spent() { awk -v f="$1" '$2 == f && $3 == "user" { s += $4 } END { printf "%d", s }' "$log"; }

tabulate() {
    echo '| target | seconds | executions | of which were read |'
    echo '|---|---|---|---|'
    awk '$1 == "tried" { n[$2] += $3; r[$2] += $5; s[$2] += $7 }
         END { for (t in n) printf "| %s | %.0f | %d | %d |\n", t, s[t], n[t], r[t] }' "$log" | sort
}

# On a busy machine a program may wait long: what takes ten minutes hangs.
run() { # family, more flags
    local family=$1 out="$found/$1.out" status user
    shift
    mkdir -p "$found/$family" "$found/$family-finds"
    "$build/tests/fuzz/fuzz_$family" --write="$found/$family" || return
    TIMEFORMAT=%U
    user=$( { time "$build/tests/fuzz/fuzz_$family" -max_total_time="$turn" -timeout=600 -report_slow_units=600 -print_final_stats=1 \
        -artifact_prefix="$found/$family-finds/" "$@" "$found/$family" >"$out" 2>&1; echo $? >"$out.status"; } 2>&1)
    status=$(cat "$out.status")
    echo "$(date -u +%FT%TZ) $family user $user status $status" >>"$log"
    grep '^tried ' "$out" >>"$log"
    [ "$status" = 0 ] || cp "$out" "$found/$family-finds/$(date -u +%H%M%S).out"
    tabulate >"$log.table"
}

for ((round = 0, left = 1; left > 0; ++round)); do
    left=0
    for family in messages calls stick person; do
        [ "$(spent "$family")" -lt "${goal[$family]}" ] || continue
        left=1
        run "$family" -use_value_profile=$((round % 2))
    done
done
