#!/bin/sh
# Says which of the named programs are missing and how to get each: tools/need.sh rust cc node python
set -u

missing=0
lacks() { # program, how to get it
  printf '%s is missing. %s\n' "$1" "$2" >&2
  missing=1
}

for name in "$@"; do
  case $name in
    rust)
      command -v cargo >/dev/null 2>&1 || lacks 'Rust (cargo)' 'Get it with rustup: https://rustup.rs; rust-toolchain.toml then picks the version.'
      ;;
    cc)
      command -v cc >/dev/null 2>&1 || lacks 'A C compiler (cc)' 'On Debian: apt-get install gcc libc6-dev'
      ;;
    node)
      if ! command -v node >/dev/null 2>&1; then
        lacks 'Node.js' 'Version 20 or later, with npm: https://nodejs.org'
      elif [ "$(node --print 'Number(process.versions.node.split(".")[0]) >= 20')" != true ]; then
        lacks 'Node.js 20 or later' "Here is $(node --version): https://nodejs.org"
      fi
      command -v npm >/dev/null 2>&1 || lacks 'npm' 'It comes with Node.js: https://nodejs.org'
      ;;
    python)
      if ! command -v python3 >/dev/null 2>&1; then
        lacks 'Python 3' 'Version 3.11 or later, with venv. On Debian: apt-get install python3 python3-venv'
      elif ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        lacks 'Python 3.11 or later with venv' 'On Debian: apt-get install python3 python3-venv'
      fi
      ;;
    *)
      printf 'tools/need.sh does not know %s\n' "$name" >&2
      exit 2
      ;;
  esac
done
exit "$missing"
