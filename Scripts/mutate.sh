#!/usr/bin/env bash
# Mutates the rule packs and lists the survivors: `make mutate`. Scripts/mutate.py says how.
set -euo pipefail
cd "$(dirname "$0")/.."
. Scripts/environment.sh

Scripts/install-tools.sh test
swift build --build-tests --explicit-target-dependency-import-check error
# The calendar's suites are left out: no mutation of a pack can reach them, and they look at every day of twenty years.
exec "$LIUHEN_PYTHON" Scripts/mutate.py "$@" \
    -- .build/debug/liuhenPackageTests.xctest --testing-library swift-testing --skip Calendar
