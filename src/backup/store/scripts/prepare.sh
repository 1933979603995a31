#!/bin/sh
# Finds out that the bucket answers before anything is read from the source, and notes when the backup began.
set -eu
# shellcheck source=store.sh
. /scripts/store.sh

[ -z "$(ls -A /backup)" ] || fail '/backup is not empty: what is there is not of this run'
rclone lsf --max-depth 1 store: >/dev/null
mkdir /backup/files
date +%s >/backup/taken
