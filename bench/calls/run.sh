#!/bin/sh
# Calls and PDP contexts over M3UA/TCP against a gateway in a process of its own, with 1.5 GB of heap.
# Usage: bench/calls/run.sh [OPEN [RATE [SECONDS]]]
set -eu
open=${1:-20000}
rate=${2:-500}
seconds=${3:-600}
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d)
gateway=
finish() {
  if [ -n "$gateway" ]; then
    kill -TERM "$gateway" 2>/dev/null || true
    wait "$gateway" || true
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

subscribers=$((2 * open))
"$root/pna" --help >/dev/null
cp "$here/pna.yaml" "$work/"
awk -v n="$subscribers" 'BEGIN {
  print "imsi,msisdn,presentity,identities"
  for (i = 0; i < n; i++) printf "2409900%08d,4670%08d,sip:+4670%08d@pna.test,\n", i, i, i
}' >"$work/subscribers.csv"

PNA_JAVA_OPTS="-Xmx1500m ${PNA_JAVA_OPTS:-}" "$root/pna" run --config "$work/pna.yaml" >"$work/gateway.log" 2>&1 &
gateway=$!

status=0
java -cp "$root/lib/*" org.pna.simulator.CallLoadMain \
  --gateway 127.0.0.1:12907 --gateway-title 46709999999 --gateway-point-code 909 \
  --open "$open" --rate "$rate" --seconds "$seconds" --subscribers "$subscribers" \
  --sip 127.0.0.1:15062 || status=$?

if [ ! -r "/proc/$gateway/stat" ]; then
  echo "the gateway has ended; its log:"
  cat "$work/gateway.log"
  gateway=
  exit 1
fi
"$root/pna" status --config "$work/pna.yaml" | sed -n '/^dialogues/p; /pna.cap/p'
awk -v hz="$(getconf CLK_TCK)" '{
  sub(/^.*\) /, "")
  printf "gateway CPU            %.1f s, start included\n", ($12 + $13) / hz
}' "/proc/$gateway/stat"
awk '/VmHWM/ { printf "gateway memory         %.0f MB at most\n", $2 / 1024 }' "/proc/$gateway/status"
exit "$status"
