#!/bin/sh
# Durable RADIUS accounting a second, beside FreeRADIUS that writes its detail file, by turns.
# Usage: bench/radius/run.sh [ROUNDS [REQUESTS [WINDOW]]]
set -eu
rounds=${1:-5}
requests=${2:-200000}
window=${3:-256}
subscribers=20000
warm=60000
burst=10000
secret="a secret for this benchmark"
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/pna-radius.XXXXXX") # a disk, not a file system in memory
processes=
# shellcheck disable=SC2086
stop() {
  [ -z "$processes" ] || kill -TERM $processes 2>/dev/null || true
  for process in $processes; do
    wait "$process" 2>/dev/null || true
  done
  processes=
}
finish() {
  stop
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

freeradius=$(command -v freeradius || command -v /usr/sbin/freeradius) || {
  echo "bench/radius needs FreeRADIUS: apt-get install freeradius" >&2
  exit 2
}

fail() {
  echo "$1"
  shift
  [ $# -eq 0 ] || tail -n 20 "$@"
  exit 1
}

# await FILE WORDS PID: until the process has said so
await() {
  until grep -q "$2" "$1" 2>/dev/null; do
    kill -0 "$3" 2>/dev/null || fail "it did not start" "$1"
    sleep 0.1
  done
}

# pna DURABILITY: starts it on a data folder of its own
pna() {
  mkdir -p "$work/$1"
  sed "s/durability: .*/durability: $1/" "$here/pna.yaml" >"$work/$1/pna.yaml"
  cp "$work/subscribers.csv" "$work/$1/"
  "$root/pna" run --config "$work/$1/pna.yaml" >"$work/$1.log" 2>&1 &
  pid=$!
  processes=$pid
  sent=0
  await "$work/$1.log" Ready "$pid"
}

# load NAME PORT PID REQUESTS WINDOW WARM [MORE ...]: one run of the same client; what it says goes to
# NAME.txt, and its line to NAME.runs
load() {
  name=$1 count=$4 open=$5 before=$6
  start=$sent
  sent=$((sent + before + count))
  set -- "$2" "$3" "$@"
  port=$1 server=$2
  shift 8
  java -cp "$root/lib/*" org.pna.simulator.NasLoadMain --server "127.0.0.1:$port" --secret "$secret" \
    --pid "$server" --subscribers "$subscribers" --first "$start" --warm-up "$before" \
    --requests "$count" --window "$open" "$@" >"$work/$name.txt" 2>&1 ||
    { cat "$work/$name.txt"; fail "$name: not all was answered, or the end state is wrong" "$work"/*.log; }
  awk -v n="$count" '/^rate/ { r = $2 } /p50/ { p = $3 } /p99/ { q = $3 } /^sent again/ { a = $3 }
    /^server CPU/ { c = $3 } END { print r, p, q, a, c, c * 1e6 / n }' "$work/$name.txt" >>"$work/$name.runs"
}

# median NAME: its run with the median rate
median() {
  sort -n "$work/$1.runs" | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'
}

# granted PORT: octets of receive buffer, as they were asked for; the kernel counts them twice
granted() {
  ss -ulnm "sport = :$1" | sed -n 's/.*,rb\([0-9]*\),.*/\1/p' | awk '{ print $1 / 2 }'
}

# kept DURABILITY: each message of a sample of the subscribers is explained
kept() {
  i=0
  while [ "$i" -lt "$subscribers" ]; do
    events=$("$root/pna" why --config "$work/$1/pna.yaml" --format json "sip:+4670$(printf %08d "$i")@pna.test" 2>/dev/null |
      sed -n 's/.*"events":\([0-9]*\).*/\1/p')
    should=$(((sent - i + subscribers - 1) / subscribers))
    [ "$events" = "$should" ] || fail "subscriber $i: ${events:-no} messages are kept, $should were answered"
    i=$((i + 2999))
  done
}

"$root/pna" --help >/dev/null
awk -v n="$subscribers" 'BEGIN {
  print "imsi,msisdn,presentity,identities"
  for (i = 0; i < n; i++) printf "2409900%08d,4670%08d,sip:+4670%08d@pna.test,\n", i, i, i
}' >"$work/subscribers.csv"
sed "s|WORK|$work|" "$here/radiusd.conf" >"$work/radiusd.conf"

printf '%s rounds of %s requests at a window of %s after %s to warm up; %s processors, load %s\n' \
  "$rounds" "$requests" "$window" "$warm" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)"
for durability in os fsync; do
  pna "$durability"
  gateway=$pid ours=0
  "$freeradius" -f -l "$work/freeradius.log" -d "$work" >/dev/null 2>&1 &
  peer=$! theirs=0
  processes="$gateway $peer"
  await "$work/freeradius.log" 'Ready to process' "$peer"
  : >"$work/detail"
  rm -f "$work"/*.runs
  echo "== durability: $durability; receive buffer $(granted 11813) octets, theirs $(granted 11814)"
  round=0
  while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    sent=$ours
    load pna 11813 "$gateway" "$requests" "$window" "$warm" --sip 127.0.0.1:15063
    ours=$sent
    sent=$theirs
    load freeradius 11814 "$peer" "$requests" "$window" "$warm"
    theirs=$sent
    sent=$ours
    load pna-burst 11813 "$gateway" "$burst" "$burst" 0 --sip 127.0.0.1:15063
    ours=$sent
    sent=$theirs
    load freeradius-burst 11814 "$peer" "$burst" "$burst" 0
    theirs=$sent
  done
  sent=$ours
  kept "$durability"
  records=$(awk '/Acct-Status-Type/ { s = $3 } /Acct-Session-Id/ { print s, $3 }' "$work/detail" | sort -u | wc -l)
  [ "$records" = "$theirs" ] || fail "the detail file has $records of $theirs requests"
  printf '%-17s %10s %8s %8s %11s %10s\n' "" "answers/s" "p50 ms" "p99 ms" "sent again" "CPU us/req"
  for name in pna freeradius pna-burst freeradius-burst; do
    again=$(awk '{ n += $4 } END { print n }' "$work/$name.runs")
    median "$name" | awk -v name="$name" -v again="$again" \
      '{ printf "%-17s %10d %8.1f %8.1f %11d %10.1f\n", name, $1, $2, $3, again, $6 }'
  done
  for kind in "" -burst; do
    own=$(median "pna$kind")
    other=$(median "freeradius$kind")
    echo "$own $other" | awk -v kind="${kind#-}" '{ printf "ratio %s%s%.2f\n", kind, kind == "" ? "" : " ", $1 / $7 }'
  done
  stop
  rm -rf "$work/detail" "$work/freeradius.log" "${work:?}/$durability"
done
