#!/usr/bin/env bash
# script/bench web: two browsers on this machine, against the packaged server. The last line is JSON.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
exec "$root/script/mvn" --quiet -pl e2e test -Dtest=WebBench -Dspotless.check.skip=true
