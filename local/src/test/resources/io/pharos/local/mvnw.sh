#!/bin/sh
# A build that says where it runs, and with what.
printf '<%s>\n' "$0" "$PWD" "$@"
