# shellcheck shell=sh
# What rehearsals in the cluster have in common. Sourced: a file in /tmp says what kubectl last complained of.

BEGUN=$(date +%s)
: >/tmp/answer

ask() {
  kubectl --cache-dir=/tmp/kubectl --request-timeout=30s "$@" 2>/tmp/answer
}

stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

elapsed() {
  echo $(($(date +%s) - BEGUN))
}

is_late() {
  [ "$(elapsed)" -ge "$BUSY_SECONDS" ]
}

# Tries until it is so. What is forbidden stays so.
await() {
  until "$2"; do
    ! grep -qi forbidden /tmp/answer || stop "cannot wait until $1: $(cat /tmp/answer)"
    ! is_late || stop "no time is left to wait until $1: $(cat /tmp/waiting /tmp/answer)"
    sleep "$PAUSE_SECONDS"
  done
}

# Seconds since 1970 of a moment as the API server writes it.
seconds_of() {
  date -u -d "$(printf '%s' "$1" | cut -c 1-19 | tr T ' ')" +%s
}

is_too_old() {
  [ $(($(date +%s) - $(seconds_of "$1"))) -gt "$MAX_AGE_SECONDS" ]
}

# A collection, or a single object: what is not there need not be removed.
remove() {
  ask delete --raw "$1" >/tmp/removed || grep -Eqi 'not ?found|could not find' /tmp/answer \
    || stop "cannot remove $1: $(cat /tmp/answer)"
}

# Volumes that claims of the scratch namespace have or had, with what becomes of them.
volumes() {
  ask get persistentvolumes --output go-template-file=/scripts/volumes.gotmpl >/tmp/all-volumes \
    && sed -n "s/^$SCRATCH //p" /tmp/all-volumes
}

# What was made while it was removed comes later: it is gone where it was not there twice in turn.
is_clean() {
  remove_all
  is_empty || {
    LOOKS=0
    return 1
  }
  LOOKS=$((LOOKS + 1))
  [ "$LOOKS" -ge 2 ]
}

# Claims are there as long as a pod uses them, and their volumes until the driver has deleted them.
is_empty() {
  ask get pods,persistentvolumeclaims --namespace "$SCRATCH" --output name >/tmp/left || return 1
  volumes >/tmp/volumes || return 1
  sed 's/^/left: /' /tmp/left /tmp/volumes >/tmp/waiting
  [ ! -s /tmp/waiting ]
}

# However the rehearsal ends, nothing stays; removing has time of its own.
finish() {
  status=$?
  trap - EXIT
  set +e
  (
    set -e
    BEGUN=$(date +%s)
    BUSY_SECONDS=$CLEANING_SECONDS
    clean
  )
  cleaned=$?
  [ "$cleaned" -eq 0 ] || printf 'not all that was restored into %s is removed\n' "$SCRATCH" >&2
  [ "$status" -ne 0 ] || status=$cleaned
  exit "$status"
}

# What others made is never deleted: where there is such, nothing begins, and nothing is removed.
begin() {
  : >/tmp/waiting
  find_strangers || stop "cannot see what is in $SCRATCH: $(cat /tmp/answer)"
  [ ! -s /tmp/strangers ] || stop "nothing was deleted in $SCRATCH, where there is what no run of" \
    "this rehearsal made: $(head -n 20 /tmp/strangers | paste -s -d ' ' -)"
  trap finish EXIT
  trap 'exit 143' TERM INT
  clean
}
