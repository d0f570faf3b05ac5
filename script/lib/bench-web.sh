#!/usr/bin/env bash
# script/bench web: two browsers on this machine, against the packaged server. The last line is JSON.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
test() { "$root/script/mvn" --quiet -pl e2e test -Dspotless.check.skip=true "$@"; }
test -Dtest=GlareManyTimesTest -Dringback.glare.rounds=100
test -Dtest=WebBench
