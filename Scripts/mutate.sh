#!/usr/bin/env bash
# Mutates the rule packs and lists the survivors: `make mutate`. Scripts/mutate.py says how.
set -euo pipefail
cd "$(dirname "$0")/.."
. Scripts/environment.sh

Scripts/install-tools.sh test
swift build --build-tests --explicit-target-dependency-import-check error
# Rules that have scenarios are tried in one process; what is left, by the Swift tests that name them. Of those the
# calendar's suites are left out: no mutation of a pack can reach them, and they look at every day of twenty years.
status=0
if [ $# -eq 0 ]; then
    .build/debug/liuhen rules mutate --packs Sources/Rules/Packs --rest .build/mutate-rest.txt || status=1
    set -- --only .build/mutate-rest.txt
fi
"$LIUHEN_PYTHON" Scripts/mutate.py "$@" \
    -- .build/debug/liuhenPackageTests.xctest --testing-library swift-testing --skip Calendar || status=1
exit "$status"
