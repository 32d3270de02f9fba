#!/bin/sh
# A seeded world speaks to the gateway's route; what is published is compared with what is so.
# Usage: bench/truth/run.sh [SEED [SUBSCRIBERS [HOURS [EXPLAIN]]]]   (seed 1, 10000 subscribers, 24 hours)
set -eu
seed=${1:-1}
subscribers=${2:-10000}
hours=${3:-24}
explain=${4:--1}
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)

"$root/pna" --help >/dev/null
(cd "$root" && mvn -B -q -Dspotless.check.skip=true -DskipTests test-compile) >&2

exec java -Xmx1g -Dpna.root="$root" -Dlogback.configurationFile="$root/config/logback.xml" \
  -cp "$root/lib/*:$root/routes/target/test-classes" \
  org.pna.truth.TruthHarness "$here/world.yaml" "$seed" "$subscribers" "$hours" "$explain"
