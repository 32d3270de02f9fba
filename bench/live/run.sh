#!/bin/sh
# NOTE-MM-EVENT dialogues over M3UA/TCP against a gateway in a process of its own.
# Usage: bench/live/run.sh [DIALOGUES [WINDOW [SUBSCRIBERS]]]
set -eu
dialogues=${1:-100000}
window=${2:-200}
subscribers=${3:-20000}
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

"$root/pna" --help >/dev/null
cp "$here/pna.yaml" "$work/"
awk -v n="$subscribers" 'BEGIN {
  print "imsi,msisdn,presentity,identities"
  for (i = 0; i < n; i++) printf "2409900%08d,4670%08d,sip:+4670%08d@pna.test,\n", i, i, i
}' >"$work/subscribers.csv"

"$root/pna" run --config "$work/pna.yaml" >"$work/gateway.log" 2>&1 &
gateway=$!

status=0
java -cp "$root/lib/*" org.pna.simulator.LoadMain \
  --gateway 127.0.0.1:12905 --gateway-title 46709999999 --gateway-point-code 909 \
  --dialogues "$dialogues" --window "$window" --subscribers "$subscribers" \
  --sip 127.0.0.1:15060 --capture "$work/answers.pcap" || status=$?

if [ -r "/proc/$gateway/stat" ]; then
  awk -v hz="$(getconf CLK_TCK)" -v n="$dialogues" '{
    sub(/^.*\) /, "")
    cpu = ($12 + $13) / hz
    printf "gateway CPU    %.1f s, start included: %.0f us/dialogue\n", cpu, cpu * 1e6 / n
  }' "/proc/$gateway/stat"
  awk '/VmHWM/ { printf "gateway memory %.0f MB at most\n", $2 / 1024 }' "/proc/$gateway/status"
else
  echo "the gateway has ended; its log:"
  cat "$work/gateway.log"
  gateway=
  exit 1
fi
if [ ! -f "$work/answers.pcap" ]; then
  echo "no answers; the gateway's log:"
  cat "$work/gateway.log"
elif command -v tshark >/dev/null 2>&1; then
  good=$(tshark -o gsm_map.tcap.ssn:6-9,147 -r "$work/answers.pcap" -Y 'gsm_old.returnResultLast_element
    && tcap.application_context_name == 0.4.0.0.1.0.42.3 && tcap.result == 0 && !_ws.malformed' \
    2>/dev/null | wc -l)
  all=$(tshark -r "$work/answers.pcap" 2>/dev/null | wc -l)
  echo "tshark         $good of $all sampled answers are well-formed results"
  [ "$good" = "$all" ] || status=1
else
  echo "tshark         not installed: the sampled answers were read by the load generator only"
fi
exit "$status"
