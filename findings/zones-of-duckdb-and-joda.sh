#!/usr/bin/env bash
# org.duckdb:duckdb_jdbc 1.5.6.0 and joda-time:joda-time 2.14.2 (Trino's zones), JDK 17 or later, 2026-11-30
#
# Both bring their own copy of the zone database and take no other. By DuckDB's, Alberta keeps summer time from November
# 2026 on, and Morocco has given its standing summer time up. By Joda-Time's, whose newest release already knows that
# British Columbia keeps it, Alberta puts its clocks back and Morocco stays. So since autumn 2026 the hour, and near
# midnight the day, of the same event differs between the two engines.
# Guessed before: no difference after 1970 that lasts, as both follow the same source.
# Seen: zone, day, UTC offset in seconds by DuckDB and by Joda-Time, as in `expected` below
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId><version>1.5.6.0</version></dependency>
    <dependency><groupId>joda-time</groupId><artifactId>joda-time</artifactId><version>2.14.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Seen.java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import org.joda.time.DateTimeZone;

public class Seen {
  public static void main(String[] args) throws Exception {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String zone : new String[] {"America/Vancouver", "America/Edmonton", "Africa/Casablanca", "Europe/Berlin"}) {
        for (String day : new String[] {"2025-12-15", "2026-12-15"}) {
          Instant noon = Instant.parse(day + "T12:00:00Z");
          String sql = "select epoch(timestamptz '" + noon + "' at time zone '" + zone + "') - " + noon.getEpochSecond();
          try (ResultSet row = duckdb.createStatement().executeQuery(sql)) {
            row.next();
            int joda = DateTimeZone.forID(zone).getOffset(noon.toEpochMilli()) / 1000;
            System.out.println(zone + " " + day + " " + row.getLong(1) + " " + joda);
          }
        }
      }
    }
  }
}
JAVA
flag=--enable-native-access=ALL-UNNAMED
java $flag -version 2>/dev/null || flag=
seen=$(java $flag -cp 'lib/*' Seen.java 2>/dev/null)
echo "$seen"
expected='America/Vancouver 2025-12-15 -28800 -28800
America/Vancouver 2026-12-15 -25200 -25200
America/Edmonton 2025-12-15 -25200 -25200
America/Edmonton 2026-12-15 -21600 -25200
Africa/Casablanca 2025-12-15 3600 3600
Africa/Casablanca 2026-12-15 0 3600
Europe/Berlin 2025-12-15 3600 3600
Europe/Berlin 2026-12-15 3600 3600'
[ "$seen" = "$expected" ] || { echo "changed; expected:"; echo "$expected"; exit 1; }
