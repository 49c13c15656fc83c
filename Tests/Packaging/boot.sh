#!/usr/bin/env bash
# Boots the Debian in a folder with its own systemd, its own processes, mounts and network (of nothing but itself), as
# root: boot.sh ROOT. It ends with that system.
set -euo pipefail
root="$1"

# systemd wants a tree of control groups of its own.
groups="$(findmnt --noheadings --first-only --types cgroup2 --output TARGET)"
mkdir -p "$groups/liuhen-$(basename "$root")"
echo $$ > "$groups/liuhen-$(basename "$root")/cgroup.procs"

exec unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup bash -euc '
    root="$0"
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t cgroup2 cgroup "$root/sys/fs/cgroup"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mount -t tmpfs -o mode=755 tmpfs "$root/dev"
    # Its own, for systemd changes the rights of some.
    for device in null:3 zero:5 full:7 random:8 urandom:9; do
        mknod --mode=666 "$root/dev/${device%:*}" c 1 "${device#*:}"
    done
    mknod --mode=666 "$root/dev/tty" c 5 0
    mkdir "$root/dev/pts" "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    ip link set lo up
    hostname "$(basename "$root")"
    cd "$root"
    pivot_root . mnt
    umount --lazy /mnt
    exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init
' "$root"
