#!/bin/sh
# Attaches as fast as the link takes them at a gateway with a heap of 1 GB, then a look at its state.
# Usage: bench/storm/run.sh [ATTACHES]
set -eu
attaches=${1:-1000000}
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

"$root/pna" --help >/dev/null
(cd "$root" && mvn -B -q -Dspotless.check.skip=true -DskipTests test-compile) >&2

status=0
java -Xmx512m -Dpna.root="$root" -Dlogback.configurationFile="$root/config/logback.xml" \
  -cp "$root/lib/*:$root/routes/target/test-classes" \
  org.pna.endurance.StormHarness "$work" "$attaches" || status=$?
if [ "$status" -ne 0 ] && [ -f "$work/gateway.log" ]; then
  echo "the end of the gateway's log:"
  tail -n 40 "$work/gateway.log"
fi
exit "$status"
