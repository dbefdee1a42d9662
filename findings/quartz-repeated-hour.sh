#!/usr/bin/env bash
# org.quartz-scheduler:quartz 2.5.0, JDK 17 or later, 2026-11-30
#
# When the clock goes back, an hour of the local day comes twice. A job of every half hour is expected to run in both.
# Quartz's CronExpression leaves out the first of the two: in Berlin on 2026-10-25 nothing runs between 01:30 and the
# second 02:00, an hour and a half later. Whoever processes "the last 30 minutes" at each run misses an hour.
# Guessed before: the second pass is left out, or none.
# Seen: 2026-10-24T23:00:00Z 2026-10-24T23:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z 2026-10-25T02:00:00Z
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.quartz-scheduler</groupId><artifactId>quartz</artifactId><version>2.5.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Seen.java <<'JAVA'
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

public class Seen {
  public static void main(String[] args) throws Exception {
    CronExpression everyHalfHour = new CronExpression("0 0/30 * * * ?");
    everyHalfHour.setTimeZone(TimeZone.getTimeZone("Europe/Berlin"));
    Date time = Date.from(Instant.parse("2026-10-24T22:45:00Z"));
    for (int i = 0; i < 5; i++) {
      time = everyHalfHour.getNextValidTimeAfter(time);
      System.out.println(time.toInstant());
    }
  }
}
JAVA
seen=$(java -cp 'lib/*' Seen.java 2>/dev/null | tr '\n' ' ')
echo "$seen"
expected='2026-10-24T23:00:00Z 2026-10-24T23:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z 2026-10-25T02:00:00Z '
[ "$seen" = "$expected" ] || { echo "changed; expected: $expected"; exit 1; }
