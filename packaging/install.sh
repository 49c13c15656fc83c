#!/bin/sh
# Installs Liuhen, or the newer version of it, without a network: sh install.sh
#
#   --key FILE   the release key that was handed over on another way; the first installation asks for it
#   --yes        take the release key that lies beside this script without asking
set -eu
cd "$(dirname "$0")"
key=""
yes=no
while [ $# -gt 0 ]; do
    case "$1" in
        --key) key="$2"; shift 2 ;;
        --yes) yes=yes; shift ;;
        *) echo "用法：sh install.sh [--key 公钥文件] [--yes]" >&2; exit 2 ;;
    esac
done
[ "$(id -u)" -eq 0 ] || { echo "请用 root 运行：sudo sh install.sh" >&2; exit 2; }

echo "[1/3] 核对文件"
sha256sum --check --quiet --strict SHA256SUMS || { echo "文件不完整或者被改动，没有安装。请重新拷贝。" >&2; exit 1; }
# The key of the version that is installed already counts before the one that came along.
[ -n "$key" ] || { [ ! -f /usr/lib/liuhen/release.pub ] || key=/usr/lib/liuhen/release.pub; }
if [ -z "$key" ] && [ "$yes" = no ]; then
    echo "第一次安装。请把下面一行与发行单位书面告知的核对，一致的输入 yes："
    sha256sum release.pub | cut -d ' ' -f 1
    read -r answer
    [ "$answer" = yes ] || { echo "没有安装。" >&2; exit 1; }
fi
[ -n "$key" ] || key=release.pub
if command -v openssl > /dev/null; then
    openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig > /dev/null 2>&1 || {
        echo "签名不对：这些文件不是发行单位签发的，没有安装。" >&2
        exit 1
    }
    echo "      签名正确"
else
    echo "      本机没有 openssl，不能核对签名；请在另一台机器上核对（见手册「安装」）。"
fi

echo "[2/3] 安装（不用网络）"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial"
# The archive is not opened by the user that apt otherwise fetches as, which may not read a stick.
echo "deb [trusted=yes] file:$(pwd)/debs ./" > "$work/sources.list"
set -- -o "Dir::Etc::SourceList=$work/sources.list" -o "Dir::Etc::SourceParts=-" -o "Dir::State::Lists=$work/lists" \
    -o "Dir::Cache::Archives=$work/archives" -o "Dir::Cache::PkgCache=" -o "Dir::Cache::SrcPkgCache=" \
    -o APT::Sandbox::User=root -o Acquire::Languages=none
apt-get "$@" -qq update
DEBIAN_FRONTEND=noninteractive apt-get "$@" -qq --yes --no-install-recommends \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install liuhen > "$work/log" 2>&1 || {
    tail -n 20 "$work/log" >&2
    echo "安装没有完成；已有的数据没有变动。" >&2
    exit 1
}

echo "[3/3] 完成：$(liuhen --version)"
if [ -f /var/lib/liuhen/office/office.json ]; then
    echo "已有数据没有变动。看运行状况：liuhen status --data /var/lib/liuhen/office"
else
    echo "下一步：systemctl start liuhen，journalctl -u liuhen 里有设置码，照手册「第一天」开办单位。"
    echo "手册在 /usr/share/doc/liuhen/operations.zh-CN.md"
fi
