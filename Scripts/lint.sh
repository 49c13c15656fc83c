#!/usr/bin/env bash
# Formatting by `swift format`, then the rules of the house that no tool knows: `make lint`.
set -euo pipefail
cd "$(dirname "$0")/.."

status=0
swift format lint --strict --recursive --parallel Sources Tests Benchmarks/Measurements Package.swift || status=1
/usr/bin/env python3 Scripts/lint.py || status=1
[ "$status" -eq 0 ] && echo "[lint] clean"
exit "$status"
