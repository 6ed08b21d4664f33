#!/usr/bin/env bash
# Print a Python that Marsad can use: the one asked for, else the first that is 3.11 or newer and can make environments.
set -u
for python in ${1:-python3 python3.11 python3.12 python3.13 python3.14}; do
  if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    command -v "$python"
    exit 0
  fi
done
if [ -n "${1:-}" ]; then
  echo "$1 is not Python 3.11 or newer with venv and ensurepip; try another: make PYTHON=/path/to/python3.11" >&2
else
  echo "no Python 3.11 or newer with venv and ensurepip was found (on Debian and Ubuntu: apt install python3-venv);" >&2
  echo "install one, or say where it is: make run PYTHON=/path/to/python3.11" >&2
fi
exit 1
