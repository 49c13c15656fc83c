#!/usr/bin/env bash
# Runs other people's known answers: `make conformance VECTORS=DIR`.
#
# DIR holds merkle/ (proofs of RFC 6962 trees) and age/ (age v1 files); none of them is kept in this repository.
# The suites print which files are out of scope and why.
set -euo pipefail
vectors="${1:-}"
if [ -z "$vectors" ] || [ ! -d "$vectors" ]; then
    echo "usage: make conformance VECTORS=DIR (a folder with merkle/ and age/)" >&2
    exit 2
fi
LIUHEN_VECTORS="$(cd "$vectors" && pwd)"
export LIUHEN_VECTORS
cd "$(dirname "$0")/.."
. Scripts/environment.sh

Scripts/install-tools.sh build
mkdir -p .build
log="$PWD/.build/conformance.log"
swift build --build-tests
swift test --skip-build --disable-xctest --filter Conformance 2>&1 | tee "$log"
if ! grep --quiet --extended-regexp 'Test run with [1-9][0-9]* tests?' "$log"; then
    echo "[conformance] no test ran" >&2
    exit 1
fi
