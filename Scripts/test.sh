#!/usr/bin/env bash
# Every test: `make test`. A missing tool or a skipped test fails the run: nothing is passed over in silence.
#
#   Scripts/test.sh [FILTER]     only the Swift tests whose name fits FILTER, without the walk in the browser
set -euo pipefail
cd "$(dirname "$0")/.."
. Scripts/environment.sh

Scripts/install-tools.sh test
for tool in ffmpeg ffprobe chromium age age-keygen openssl pdftotext pdftoppm zbarimg sha256sum; do
    command -v "$tool" > /dev/null || {
        echo "[test] $tool is missing" >&2
        exit 1
    }
done

mkdir -p .build
export LIUHEN_TOOLS_REQUIRED=1
export LIUHEN_ROW_LOG="$PWD/.build/rows.log"
: > "$LIUHEN_ROW_LOG"
log="$PWD/.build/test.log"

echo "[test] building"
swift build --build-tests --explicit-target-dependency-import-check error

filter=()
[ $# -eq 0 ] || filter=(--filter "$1")
# There are no XCTest cases; without the switch the run would close on its count of none.
swift test --skip-build --disable-xctest ${filter[@]+"${filter[@]}"} 2>&1 | tee "$log"
# The known answers of others are not kept here; `make conformance` runs those suites.
skipped="$(grep --extended-regexp '(Test|Suite) .* skipped(\.|: .*)$' "$log" \
    | grep --extended-regexp --invert-match ' (started|passed after|failed after)|LIUHEN_VECTORS' || true)"
if [ -n "$skipped" ]; then
    echo "[test] skipped tests count as failed:" >&2
    echo "$skipped" >&2
    exit 1
fi
[ $# -eq 0 ] || exit 0

# The walk through the real server, in a browser. Each file is a program that fails by its exit status.
export LIUHEN_BINARY="$PWD/.build/debug/liuhen"
for walk in Tests/Browser/*_walk.py; do
    [ -e "$walk" ] || continue
    echo "[test] $walk"
    "$LIUHEN_PYTHON" "$walk"
done
# Said again, so that the count of the Swift tests is what the run closes on.
grep --extended-regexp 'Test run with [0-9]+ tests' "$log" | tail -n 1
