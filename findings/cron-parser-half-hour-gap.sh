#!/usr/bin/env bash
# cron-parser 5.10.6 (npm), Node.js 20, 2026-11-30
#
# A daily job whose time falls into the hour that daylight saving skips is shifted behind the gap: in Berlin 02:30
# becomes 03:30 of the same day. On Lord Howe Island the gap is half an hour (02:00 to 02:30 on 2026-10-04), and the
# daily job of 02:10 is not shifted but lost: the next time after 2026-10-03 02:10 is 2026-10-05 02:10.
# Guessed before: 02:40 on 2026-10-04, as a gap is a gap.
# Seen: Berlin     2026-03-29T01:30:00.000Z
#       Lord Howe  2026-10-04T15:10:00.000Z (local 2026-10-05 02:10), 48 hours after the one before
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund cron-parser@5.10.6 >/dev/null
cat >seen.mjs <<'JS'
import { CronExpressionParser } from 'cron-parser';
const next = (text, tz, after) =>
  CronExpressionParser.parse(text, { tz, currentDate: new Date(after) }).next().toDate().toISOString();
console.log('Berlin', next('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z'));
console.log('LordHowe', next('10 2 * * *', 'Australia/Lord_Howe', '2026-10-02T15:40:00Z')); // 02:10 on 10-03
JS
seen=$(node seen.mjs)
echo "$seen"
expected='Berlin 2026-03-29T01:30:00.000Z
LordHowe 2026-10-04T15:10:00.000Z'
[ "$seen" = "$expected" ] || { echo "changed; expected:"; echo "$expected"; exit 1; }
