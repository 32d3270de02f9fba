#!/bin/sh
# Kills the gateway with kill -9 while it takes events, and compares with an uninterrupted run.
# Usage: bench/kill/run.sh [KILLS [SHARDS [SEED [mobility|accounting|notifications]]]]   (1000 kills of 2 gateways)
set -eu
kills=${1:-1000}
shards=${2:-2}
seed=${3:-$(date +%s)}
traffic=${4:-mobility}
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

"$root/pna" --help >/dev/null
(cd "$root" && mvn -B -q -Dspotless.check.skip=true -DskipTests test-compile) >&2

status=0
java -Xmx256m -Dpna.root="$root" -Dlogback.configurationFile="$root/config/logback.xml" \
  -cp "$root/lib/*:$root/routes/target/test-classes" \
  org.pna.endurance.KillHarness "$traffic" "$work" "$kills" "$shards" "$seed" || status=$?
if [ "$status" -ne 0 ]; then
  for log in "$work"/*/*/gateway.log; do
    [ -f "$log" ] || continue
    echo "the end of ${log#"$work/"}:"
    tail -n 20 "$log"
  done
fi
exit "$status"
