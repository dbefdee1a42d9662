#!/usr/bin/env bash
# org.snakeyaml:snakeyaml-engine 3.0.1 (YAML 1.2, of which JSON is a part), JDK 17 or later, 2026-11-30
#
# Between braces one tab is white space, two in a row are not. So a JSON file that is indented with tabs is read until the
# first object or array stands inside another, whose lines begin with two: then it is refused as not YAML, with the advice
# not to use tabs for indentation, although between braces nothing is indentation. Blanks and a tab are taken.
# Guessed before: tabs are refused at the beginning of every line, or of none, and taken between values.
# Seen: as in `expected` below
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.snakeyaml</groupId><artifactId>snakeyaml-engine</artifactId><version>3.0.1</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >/dev/null
cat >Seen.java <<'JAVA'
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

public class Seen {
  public static void main(String[] args) {
    for (String json :
        new String[] {
          "{\n\t\"a\": 1,\n\t\"b\": 2\n}", "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}", "[\n\t[\n\t\t1\n\t]\n]", "[\n\t[\n  \t1\n\t]\n]", "[1\t,\t2]", "[1\t\t,\t\t2]"
        }) {
      String seen;
      try {
        seen = String.valueOf(new Load(LoadSettings.builder().build()).loadFromString(json));
      } catch (YamlEngineException refused) {
        seen = refused.getMessage().contains("\\t(TAB)' that cannot start any token") ? "refused" : refused.getMessage();
      }
      System.out.println(json.replace("\n", "\\n").replace("\t", "\\t") + " -> " + seen);
    }
  }
}
JAVA
seen=$(java -cp 'lib/*' Seen.java)
echo "$seen"
expected='{\n\t"a": 1,\n\t"b": 2\n} -> {a=1, b=2}
{\n\t"a": {\n\t\t"b": 1\n\t}\n} -> refused
[\n\t[\n\t\t1\n\t]\n] -> refused
[\n\t[\n  \t1\n\t]\n] -> [[1]]
[1\t,\t2] -> [1, 2]
[1\t\t,\t\t2] -> refused'
[ "$seen" = "$expected" ] || { echo "changed; expected:"; echo "$expected"; exit 1; }
