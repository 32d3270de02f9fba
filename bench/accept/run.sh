#!/bin/sh
# Durable accepts of NOTE-MM-EVENT: at the route's entrance beside a bare RocksDB, over M3UA/TCP, and
# what a million presentities take.
# Usage: bench/accept/run.sh [ROUNDS [SECONDS [PRESENTITIES]]]
set -eu
rounds=${1:-3}
seconds=${2:-4}
presentities=${3:-1000000}
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/pna-accept.XXXXXX") # a disk, not a file system in memory
gateway=
stop() {
  if [ -n "$gateway" ]; then
    kill -TERM "$gateway" 2>/dev/null || true
    wait "$gateway" 2>/dev/null || true
    gateway=
  fi
}
finish() {
  stop
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

bench() {
  java "-Dlogback.configurationFile=$here/logback.xml" -cp "$root/lib/*" "$here/AcceptBench.java" "$@"
}

subscribers() {
  awk -v n="$1" 'BEGIN {
    print "imsi,msisdn,presentity,identities"
    for (i = 0; i < n; i++) printf "24099%010d,4670%08d,sip:+4670%08d@pna.test,\n", i, i, i
  }' >"$work/subscribers.csv"
}

"$root/pna" --help >/dev/null
echo "== at the route's entrance, median of $rounds rounds of $seconds s"
bench pairs "$work" "$rounds" "$seconds"

echo "== over M3UA/TCP, generator and gateway on the same processors"
subscribers 20000
for durability in fsync os; do
  sed "s/durability: .*/durability: $durability/" "$here/pna.yaml" >"$work/pna.yaml"
  for window in 1 16 256; do
    rm -rf "$work/data"
    "$root/pna" run --config "$work/pna.yaml" >"$work/gateway.log" 2>&1 &
    gateway=$!
    dialogues=$((window == 1 ? 3000 : window * 1000))
    [ "$dialogues" -gt 100000 ] && dialogues=100000
    printf '%s, window %s: ' "$durability" "$window"
    java -cp "$root/lib/*" org.pna.simulator.LoadMain \
      --gateway 127.0.0.1:12906 --gateway-title 46709999999 --gateway-point-code 909 \
      --dialogues "$dialogues" --window "$window" --subscribers 20000 --sip 127.0.0.1:15061 \
      >"$work/load.txt" 2>&1 || { cat "$work/load.txt" "$work/gateway.log"; exit 1; }
    grep -E 'dialogues/s' "$work/load.txt"
    stop
  done
done

echo "== $presentities presentities"
rm -rf "$work/data"
subscribers "$presentities"
sed "s/^subscribers:/rules:\n  max-presentities: $presentities\nsubscribers:/" "$here/pna.yaml" >"$work/pna.yaml"
bench fill "$work/data/store" "$presentities"
start=$(date +%s%N)
PNA_JAVA_OPTS="-Xmx1g" "$root/pna" run --config "$work/pna.yaml" >"$work/gateway.log" 2>&1 &
gateway=$!
until grep -q 'Ready' "$work/gateway.log"; do
  kill -0 "$gateway" 2>/dev/null || { cat "$work/gateway.log"; exit 1; }
  sleep 0.05
done
awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "started again in %.1f s\n", ns / 1e9 }'
jcmd "$gateway" GC.run >/dev/null
jcmd "$gateway" GC.heap_info | awk -v n="$presentities" '/used/ && /total/ {
  match($0, /used [0-9]+K/)
  k = substr($0, RSTART + 5, RLENGTH - 6)
  printf "heap %d MB, %d octets for each presentity, its row of the directory included\n", k / 1024, k * 1024 / n
}'
awk '/VmRSS/ { printf "memory of the process %d MB\n", $2 / 1024 }' "/proc/$gateway/status"
"$root/pna" why --config "$work/pna.yaml" "sip:+4670$(printf %08d $((presentities - 1)))@pna.test"
