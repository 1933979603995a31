#!/bin/sh
# Lists what a restored volume holds at its top, and fails where that is nothing.
set -eu
cd /volume
found=$(find . -mindepth 1 -maxdepth 1 ! -name lost+found)
[ -n "$found" ] || {
  echo 'the volume is empty' >&2
  exit 1
}
printf '%s\n' "$found" | sort | head -n 40
