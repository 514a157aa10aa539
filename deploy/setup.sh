#!/usr/bin/env bash
# Looks for what the build needs, and installs with apt what is missing, where that is allowed.
#
#   deploy/setup.sh            what building and running needs
#   deploy/setup.sh --python   and what the Python tests need
#
# Ends with 0 when everything is there. Otherwise it says what to do and ends with 69.
set -euo pipefail

readonly swift_wanted=6.3
readonly unavailable=69

say() { printf '%s\n' "$*" >&2; }

has_header() {
  local folder
  for folder in /usr/include /usr/local/include "/usr/include/$(uname -m)-linux-gnu" \
    ${CPATH:+${CPATH//:/ }}; do
    [[ -e $folder/$1 ]] && return 0
  done
  return 1
}

has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

# The packages that are missing, by the names Debian and Ubuntu give them.
missing() {
  command -v git >/dev/null || echo git
  has_header zmq.h || echo libzmq3-dev
  has_header sqlite3.h || echo libsqlite3-dev
  [[ ${1:-} != --python ]] || has_venv || echo python3-venv
}

check_swift() {
  local found
  if ! command -v swift >/dev/null; then
    say "Swift is missing. Install Swift $swift_wanted or newer from"
    say "  https://www.swift.org/install/linux/"
    say "open a new shell, see that 'swift --version' answers, and try again."
    return 1
  fi
  found=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9.]+')
  if [[ $(printf '%s\n' "$swift_wanted" "${found:-0}" | sort -V | head -1) != "$swift_wanted" ]]; then
    say "This is Swift ${found:-of unknown version} ($(command -v swift));" \
      "$swift_wanted or newer is needed:"
    say "  https://www.swift.org/install/linux/"
    return 1
  fi
}

# Names what each package is for, and the line that installs them all.
explain() {
  local package
  say "Missing from this machine:"
  for package in "$@"; do
    case $package in
      git) say "  git             with which Swift fetches what others have built" ;;
      libzmq3-dev) say "  libzmq3-dev     ZeroMQ, which carries every message" ;;
      libsqlite3-dev) say "  libsqlite3-dev  SQLite, which holds the ledger" ;;
      python3-venv) say "  python3-venv    a Python environment of its own for the tests" ;;
    esac
  done
  if command -v apt-get >/dev/null; then
    say "Install them with"
    say "  sudo apt-get update && sudo apt-get install -y $*"
  else
    say "Install them with your system's package manager (the names are Debian's)."
  fi
}

install_with_apt() {
  local -a prefix=()
  local log
  command -v apt-get >/dev/null || return 1
  if [[ $(id -u) -ne 0 ]]; then
    sudo -n true 2>/dev/null || return 1
    prefix=(sudo -n)
  fi
  say "Installing $* ..."
  log=$(mktemp)
  # The lists may be old or empty: fetch them only if it does not work without.
  if "${prefix[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y "$@" >"$log" 2>&1 ||
    { "${prefix[@]}" apt-get update >>"$log" 2>&1 &&
      "${prefix[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y "$@" >>"$log" 2>&1; }; then
    rm -f "$log"
    return 0
  fi
  say "apt-get could not install them. Its last words:"
  tail -5 "$log" | sed 's/^/  /' >&2
  rm -f "$log"
  return 1
}

main() {
  local -a packages
  local ready=true
  check_swift || ready=false
  mapfile -t packages < <(missing "$@")
  if [[ ${#packages[@]} -gt 0 ]] && ! install_with_apt "${packages[@]}"; then
    explain "${packages[@]}"
    ready=false
  elif [[ -n $(missing "$@") ]]; then
    say "Installed, and still not found: $(missing "$@" | paste -sd ' ')."
    ready=false
  fi
  [[ $ready == true ]] || exit "$unavailable"
}

main "$@"
