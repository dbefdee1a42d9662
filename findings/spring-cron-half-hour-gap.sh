#!/usr/bin/env bash
# org.springframework:spring-context 6.2.8, JDK 17 or later, 2026-11-30
#
# On Lord Howe Island the clock goes from 02:00 to 02:30 on 2026-10-04. A job of every 20 minutes has a time soon after:
# 02:40, which exists. Spring's CronExpression goes from 01:40 to 03:00 and leaves 02:40 out, in a gap of half an hour
# as if it were one of an hour. In Berlin, where the gap is an hour, it leaves nothing out.
# Guessed before: 02:40, since only 02:00 and 02:20 do not exist.
# Seen: Berlin    2026-03-29T00:40:00Z 2026-03-29T01:00:00Z 2026-03-29T01:20:00Z
#       LordHowe  2026-10-03T15:10:00Z 2026-10-03T16:00:00Z 2026-10-03T16:20:00Z (15:40 is missing)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-context</artifactId><version>6.2.8</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Seen.java <<'JAVA'
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.scheduling.support.CronExpression;

public class Seen {
  public static void main(String[] args) {
    threeAfter("Europe/Berlin", "2026-03-29T00:30:00Z");
    threeAfter("Australia/Lord_Howe", "2026-10-03T15:00:00Z");
  }

  static void threeAfter(String zone, String after) {
    CronExpression every20Minutes = CronExpression.parse("0 */20 * * * *");
    ZonedDateTime time = Instant.parse(after).atZone(ZoneId.of(zone));
    StringBuilder times = new StringBuilder(zone);
    for (int i = 0; i < 3; i++) {
      time = every20Minutes.next(time);
      times.append(' ').append(time.toInstant());
    }
    System.out.println(times);
  }
}
JAVA
seen=$(java -cp 'lib/*' Seen.java 2>/dev/null)
echo "$seen"
expected='Europe/Berlin 2026-03-29T00:40:00Z 2026-03-29T01:00:00Z 2026-03-29T01:20:00Z
Australia/Lord_Howe 2026-10-03T15:10:00Z 2026-10-03T16:00:00Z 2026-10-03T16:20:00Z'
[ "$seen" = "$expected" ] || { echo "changed; expected:"; echo "$expected"; exit 1; }
