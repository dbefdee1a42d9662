#!/bin/sh
# A java that says what it was started with, and has the version of the real one.
if [ "$1" = -version ]; then
  exec "$REAL_JAVA" -version
fi
printf '<%s>\n' "$@"
