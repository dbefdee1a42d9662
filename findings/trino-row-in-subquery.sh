#!/usr/bin/env bash
# io.trino:trino-main 483 and org.duckdb:duckdb_jdbc 1.5.6.0, JDK 25 or later, 2026-11-30
#
# Whether a row with a null field equals another one is unknown by the SQL standard. Each engine answers the same
# question in two ways, and the ways are opposite. Trino: = and IN over a list are null; IN over a subquery is false and
# NOT IN true, so that a WHERE keeps the row. DuckDB: = and IN over a list are false; IN and NOT IN over a subquery are
# null, and the WHERE drops the row.
# Guessed before: null for all of the questions from both, and no row from the WHERE.
# Seen: each question with Trino's answer and DuckDB's, as in `expected` below
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
project() {
  mkdir "$1"
  cat >"$1/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>$1</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>$2</groupId><artifactId>$3</artifactId><version>$4</version></dependency>
  </dependencies>
</project>
XML
  (cd "$1" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DoutputDirectory=lib >/dev/null)
}
project trino io.trino trino-main 483
project duckdb org.duckdb duckdb_jdbc 1.5.6.0
cat >questions <<'SQL'
select (1, null) = (1, 2)
select (1, null) in ((1, 2))
select (1, null) in (select * from (values (1, 2)) as t (a, b))
select (1, null) not in (select * from (values (1, 2)) as t (a, b))
select count(*) from (values (1, cast(null as integer))) as s (a, b) where (a, b) not in (select * from (values (1, 2)) as t (a, b))
SQL
sed 's/select \* from (values (1, 2)) as t (a, b)/values (1, 2)/' questions >questions.trino
cat >trino/Asked.java <<'JAVA'
import io.trino.testing.PlanTester;
import io.trino.testing.TestingSession;
import java.nio.file.Files;
import java.nio.file.Path;

public class Asked {
  public static void main(String[] args) throws Exception {
    var out = System.out;
    System.setOut(System.err);
    try (PlanTester trino = PlanTester.create(TestingSession.testSessionBuilder().build())) {
      for (String sql : Files.readAllLines(Path.of(args[0]))) {
        var output = new PlanTester.MaterializedResultOutput();
        var rows = trino.executePlan(session -> trino.createPlan(session, sql), output);
        out.println(rows.getMaterializedRows().getFirst().getField(0));
      }
    }
    System.exit(0);
  }
}
JAVA
cat >duckdb/Asked.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

public class Asked {
  public static void main(String[] args) throws Exception {
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String sql : Files.readAllLines(Path.of(args[0]))) {
        try (var row = duckdb.createStatement().executeQuery(sql)) {
          row.next();
          System.out.println(row.getObject(1));
        }
      }
    }
  }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules=jdk.incubator.vector -Xmx512m -cp 'trino/lib/*' trino/Asked.java questions.trino 2>/dev/null >of-trino
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -cp 'duckdb/lib/*' duckdb/Asked.java questions 2>/dev/null >of-duckdb
seen=$(paste -d ' ' of-trino of-duckdb)
echo "$seen"
expected='null false
null false
false null
true null
1 0'
[ "$seen" = "$expected" ] || { echo "changed; expected:"; echo "$expected"; exit 1; }
