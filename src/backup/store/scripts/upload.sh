#!/bin/sh
# Copies the files of one backup to the bucket, compares what arrived, and completes it with a record. A folder of the
# bucket without a record is no backup.
set -eu
# shellcheck source=store.sh
. /scripts/store.sh

same() {
  sort "$1" >"$1.sorted"
  sort "$2" >"$2.sorted"
  cmp -s "$1.sorted" "$2.sorted"
}

taken=$(cat /backup/taken)
name=$(date -u -d "@$taken" +%Y%m%dT%H%M%SZ)-$POD_NAME
cd /backup/files

printf 'taken %s\n' "$taken" >/backup/record
[ ! -e /backup/facts ] || cat /backup/facts >>/backup/record
for file in *; do
  size=$(stat -c %s "$file")
  sum=$(sha256sum "$file")
  [ "$size" -gt 0 ] || fail "$file is empty"
  printf '%s %s\n' "$size" "$file" >>/tmp/sizes
  printf '%s  %s\n' "${sum%% *}" "$file" >>/tmp/sums
  printf 'file %s %s %s\n' "$size" "${sum%% *}" "$file" >>/backup/record
done

rclone copy --immutable . "store:$name"

rclone lsf --files-only --format sp --separator ' ' "store:$name" >/tmp/sizes.stored
same /tmp/sizes /tmp/sizes.stored || fail "the bucket holds other sizes than were sent: $(cat /tmp/sizes.stored)"

# Read back: no store's own checksum covers encryption and every provider.
rclone hashsum sha256 --download "store:$name" >/tmp/sums.stored
same /tmp/sums /tmp/sums.stored || fail "the bucket holds other bytes than were sent: $(cat /tmp/sums.stored)"

rclone copyto --immutable /backup/record "store:$name/record"
rclone cat "store:$name/record" >/tmp/record.stored
cmp -s /backup/record /tmp/record.stored || fail 'the bucket holds another record than was sent'
printf 'complete: %s\n' "$name"
cat /backup/record
