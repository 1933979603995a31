# shellcheck shell=sh
# Sourced by every script that reaches the bucket. The environment declares the remote `store:`; what is missing there
# is the passphrase, which rclone takes only in its own notation.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

if [ -n "${ENCRYPTION_KEY_FILE:-}" ]; then
  [ -s "$ENCRYPTION_KEY_FILE" ] || fail "the encryption key in $ENCRYPTION_KEY_FILE is empty"
  RCLONE_CONFIG_STORE_PASSWORD=$(rclone obscure - <"$ENCRYPTION_KEY_FILE")
  export RCLONE_CONFIG_STORE_PASSWORD
fi
