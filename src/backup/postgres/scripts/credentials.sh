#!/bin/sh
# Writes the password file of libpq, which must belong to the process and be readable by nobody else.
set -eu
umask 077

[ -s "$PASSWORD_FILE" ] || { printf 'the password in %s is empty\n' "$PASSWORD_FILE" >&2; exit 1; }
password=$(sed 's/\\/\\\\/g; s/:/\\:/g' "$PASSWORD_FILE")
printf '*:*:*:*:%s\n' "$password" >"$PGPASSFILE"
