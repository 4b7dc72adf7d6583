# Sourced by the other scripts: says a sentence in the reader's language and tells how long things took.
# Everything goes to standard error; standard output belongs to the results.

language=${TUIYAN_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}

# say ENGLISH CHINESE
say() {
  case $language in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac >&2
}

# fail ENGLISH CHINESE
fail() {
  say "$@"
  exit 1
}

# took ENGLISH CHINESE STARTED: the seconds since STARTED, a value of $SECONDS
took() {
  local seconds=$((SECONDS - $3))
  say "$1: $seconds s" "$2：$seconds 秒"
}
