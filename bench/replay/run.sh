#!/bin/sh
# Replay against tshark on the same generated trace, whole process, start to exit.
# Usage: bench/replay/run.sh [ROUNDS [FRAMES ...]]   (3 rounds; 3000000 and 300000 frames)
set -eu
rounds=${1:-3}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 3000000 300000
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
for program in /usr/bin/time tshark; do
  command -v "$program" >/dev/null 2>&1 || {
    echo "bench/replay needs $program (Debian: apt install time tshark)" >&2
    exit 1
  }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

"$root/pna" --help >/dev/null

# timed NAME FRAMES COMMAND...: one line "NAME FRAMES wall user+sys max-RSS-KB" in results
timed() {
  name=$1
  frames=$2
  shift 2
  LC_ALL=C /usr/bin/time -v -o "$work/time" "$@" >/dev/null 2>"$work/stderr" || {
    echo "$name failed:" >&2
    cat "$work/stderr" >&2
    exit 1
  }
  awk -v name="$name" -v frames="$frames" '
    /User time/ || /System time/ { cpu += $NF }
    /Elapsed/ { n = split($NF, t, ":"); for (i = 1; i <= n; i++) wall = wall * 60 + t[i] }
    /Maximum resident/ { rss = $NF }
    END { print name, frames, wall, cpu, rss }' "$work/time" | tee -a "$work/results" |
    awk '{ printf "  %-6s %8d frames: %7.2f s wall, %7.2f s CPU, %6.0f MB, %8.0f frames/s\n",
           $1, $2, $3, $4, $5 / 1024, $2 / $3 }'
}

for frames in "$@"; do
  trace="$work/$frames.pcap"
  java -cp "$root/lib/*" org.pna.simulator.TraceGenerator \
    --frames "$frames" --subscribers 100000 "$trace"
  echo "$frames frames, $(($(wc -c <"$trace") / 1048576)) MB:"
  round=0
  while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    timed pna "$frames" "$root/pna" replay --format json "$trace"
    timed tshark "$frames" tshark -o gsm_map.tcap.ssn:6-9,147 -r "$trace" -T fields \
      -e frame.number -e frame.time_epoch -e gsm_old.localValue -e gsm_map.ms.eventMet \
      -e e212.imsi -e e164.msisdn -e gsm_map.cellGlobalIdOrServiceAreaIdFixedLength \
      -e gsm_map.ms.routeingAreaIdentity -e gsm_map.ms.ageOfLocationInformation
  done
  rm -f "$trace"
done

# median TOOL FRAMES FIELD
median() {
  awk -v tool="$1" -v frames="$2" -v field="$3" \
    '$1 == tool && $2 == frames { print $field }' "$work/results" | sort -n |
    awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

echo
echo "medians of $rounds rounds"
for frames in "$@"; do
  awk -v f="$frames" \
    -v pw="$(median pna "$frames" 3)" -v pc="$(median pna "$frames" 4)" \
    -v pm="$(median pna "$frames" 5)" -v tw="$(median tshark "$frames" 3)" \
    -v tc="$(median tshark "$frames" 4)" -v tm="$(median tshark "$frames" 5)" 'BEGIN {
      printf "%8d frames: pna %.0f frames/s, %.1f us CPU/frame, %.0f MB; ", f, f / pw, pc * 1e6 / f, pm / 1024
      printf "tshark %.0f frames/s, %.1f us CPU/frame, %.0f MB; ", f / tw, tc * 1e6 / f, tm / 1024
      printf "ratio %.2f by wall time, %.2f by CPU\n", tw / pw, tc / pc
    }'
done
