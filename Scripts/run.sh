#!/usr/bin/env bash
# Installs, builds and serves a demo office: `make run`.
#
#   LIUHEN_HOST, LIUHEN_PORT: where to listen (127.0.0.1, 8080)
#   LIUHEN_DATA: the folder of the office (data/demo)
set -euo pipefail
cd "$(dirname "$0")/.."
. Scripts/environment.sh

data="${LIUHEN_DATA:-data/demo}"

# What only running needs is fetched while the compiler works: one waits for the network, the other for the processor.
Scripts/install-tools.sh build
Scripts/install-tools.sh run &
tools=$!
echo "[build] the first build takes about seven minutes on two cores; later ones take seconds"
swift build -c release --product liuhen
wait "$tools"

liuhen=".build/release/liuhen"
if [ -z "$(ls -A "$data" 2> /dev/null)" ]; then
    echo "[demo] making a demo office in $data"
    "$liuhen" demo --data "$data"
fi
exec "$liuhen" serve --data "$data" --host "${LIUHEN_HOST:-127.0.0.1}" --port "${LIUHEN_PORT:-8080}"
