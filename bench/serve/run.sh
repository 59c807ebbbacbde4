#!/bin/sh
# Durable applications over HTTP at 64 connections, figures over HTTP, and the audit afterwards; the client is on the same cores.
# The raw peer in the same run: the same statements by plain sqlite3, without HTTP, rules, sealing and folds (bench/journal),
# in groups of 32 (what 64 connections give: one half is made durable while the other is prepared) and of 1,000.
# Usage: bench/serve/run.sh [SECONDS]
set -eu
cd "$(dirname "$0")/../.."
program=build/release/hashira seconds=${1:-15}
command -v wrk >/dev/null || { echo "wrk is not installed (apt-get install wrk): not measured here"; exit 0; }
data=$(mktemp -d)/data
trap 'kill $server 2>/dev/null || true; rm -rf "$(dirname "$data")"' EXIT
"$program" init --data "$data" --portfolio programmes/hokkaido-2020 --today 2020-05-20 --demo >/dev/null
"$program" serve --data "$data" --listen 127.0.0.1:0 --port-file "$data/port" >/dev/null &
server=$!
until [ -s "$data/port" ]; do sleep 0.05; done
address="http://127.0.0.1:$(cat "$data/port")"
echo "applications, 64 connections, $seconds s:"
wrk -t1 -c64 -d"${seconds}s" --latency -s bench/serve/post.lua "$address" | grep 'answers:' | tee "$data/answers"
echo "one figure with its breakdowns, 1 connection, 5 s:"
wrk -t1 -c1 -d5s --latency "$address/api/v1/programmes/closure-cooperation-benefit/figures/payments" | grep -E '^ *(50|99)%|Requests/sec'
kill "$server"; wait "$server" || true
http=$(sed 's/.*= \([0-9]*\) applications.*/\1/' "$data/answers")
for group in 32 1000; do
  raw=$(build/release/bench/journal/journal_bench 20000 "$group" "$data/raw$group" | awk '/^plain/ {print $2}')
  echo "the same statements by plain sqlite3, groups of $group: $raw applications/s; HTTP / plain: $(echo "scale=2; $http / $raw" | bc)"
done
"$program" audit --data "$data" --english | tail -2
