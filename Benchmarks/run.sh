#!/usr/bin/env bash
# Measures the evaluation of cases, beside a plain rule engine, in one run: `make bench`.
# For a shorter what-if: CASES=10000 Benchmarks/run.sh
set -euo pipefail
cd "$(dirname "$0")"

[ -x .build/peer/bin/python ] || /usr/bin/env python3 -m venv .build/peer
.build/peer/bin/python -m pip install --quiet --disable-pip-version-check -r Peer/requirements.txt
swift build -c release --product benchmark
benchmark=.build/release/benchmark
stories=../Tests/RulesTests/Scenarios
books=(wuhan+national qiaokou+wuhan+national fushun+national linxi+national district+national)

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg)"
"$benchmark" fold ../Tests/CaseworkTests/Fixtures
"$benchmark" evaluate "$stories" "${books[@]}"
for book in "${books[@]}"; do
    "$benchmark" peer "$stories" "$book" | .build/peer/bin/python Peer/peer.py
done
"$benchmark" whatif "$stories" wuhan+national linxi+national
echo "load at the end $(cut -d' ' -f1-3 /proc/loadavg)"
