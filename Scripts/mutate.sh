#!/usr/bin/env bash
# Mutates the rule packs and lists the survivors: `make mutate`. Scripts/mutate.py says how.
set -euo pipefail
cd "$(dirname "$0")/.."
. Scripts/environment.sh

Scripts/install-tools.sh test
exec "$LIUHEN_PYTHON" Scripts/mutate.py "$@"
