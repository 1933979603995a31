#!/bin/sh
# Brings the newest complete backup from the bucket, and nothing else: no other source may help a restore.
set -eu
# shellcheck source=store.sh
. /scripts/store.sh

[ -z "$(ls -A /backup)" ] || fail '/backup is not empty: what is there would be mistaken for what was restored'
rclone lsf --recursive --files-only --include '/*/record' store: >/tmp/records
newest=$(sort /tmp/records | tail -n 1)
[ -n "$newest" ] || fail 'the bucket holds no complete backup'
name=${newest%/record}

mkdir /backup/files
rclone copy "store:$name" /backup/files
mv /backup/files/record /backup/record

taken=$(sed -n 's/^taken //p' /backup/record)
age=$(($(date +%s) - taken))
printf 'newest complete backup: %s, %s seconds old\n' "$name" "$age"
[ "$age" -le "$MAX_AGE_SECONDS" ] || fail "it is older than the objective of $MAX_AGE_SECONDS seconds"

sed -n 's/^file //p' /backup/record >/tmp/expected
while read -r size sum file; do
  [ -f "/backup/files/$file" ] || fail "$file is in the record, and not in the bucket"
  [ "$(stat -c %s "/backup/files/$file")" -eq "$size" ] || fail "$file has another size than the record says"
  printf '%s  %s\n' "$sum" "/backup/files/$file" >>/tmp/sums
done </tmp/expected
sha256sum -c /tmp/sums
