package io.pharos.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.sql.DuckDbTokens.Kind;
import io.pharos.sql.DuckDbTokens.Token;
import io.trino.sql.tree.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NothingButTheQueryTest {
  /** How many random queries are tried: {@code -Dpharos.fuzz=1000000}. */
  private static final int QUERIES = Integer.getInteger("pharos.fuzz", 20_000);

  /** How many of them DuckDB parses itself. */
  private static final int PARSED = QUERIES / 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select - -1",
        "select -(-1)",
        "select - - -1, + -1",
        "select 1 - -1",
        "select -x from (values -1) t(x)",
        "select -1 order by - -1"
      })
  void signsDoNotJoin(String sql) {
    assertThat(duckDb(sql)).doesNotContain("--");
  }

  @Test
  void aTextBehindTwoSignsStaysAText() {
    String sql = duckDb("select - -1, '\n, (select 1) as x --'");

    assertThat(texts(DuckDbTokens.of(sql))).contains("\n, (select 1) as x --");
  }

  @Test
  void theTextsOfRandomQueriesAreAllThatDuckDbReads() throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement parse =
            connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      for (int seed = 0; seed < QUERIES; seed++) {
        RandomQuery random = new RandomQuery(seed);
        String sql = duckDb(random.query());
        Set<String> texts = texts(DuckDbTokens.of(sql));
        assertThat(texts).as("seed %s: %s", seed, sql).containsAll(random.texts());
        if (seed < PARSED) {
          assertThat(read(parse, json, sql)).as("seed %s: %s", seed, sql).isEqualTo(texts);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 -- x",
        "SELECT 1 /* x */",
        "SELECT 1 --1",
        "SELECT 1 +-- 1",
        "SELECT 1; DROP TABLE t",
        "SELECT $$x$$",
        "SELECT $1",
        "SELECT E'x'",
        "SELECT U&'x'",
        "SELECT 'a'\n'b'",
        "SELECT 'a",
        "SELECT \"a",
        "SELECT 1e5",
        "SELECT 1x",
        "SELECT\u00a01",
        "SELECT 'b'",
        "SELECT 77"
      })
  void whatTheQueryDidNotSayIsRefused(String sql) {
    Literals literals = new Literals();
    literals.text("a");

    assertThatThrownBy(() -> literals.proven(sql)).isInstanceOf(SqlRefused.class);
  }

  private static String duckDb(Query query) {
    return new QueryRenderer(TableReferences.of(query, Optional.empty(), Set.of()), Columns.NONE)
        .shown(query)
        .sql();
  }

  private static String duckDb(String sql) {
    return AthenaSql.parse(sql).toDuckDb(Optional.empty(), Columns.NONE).sql();
  }

  private static Set<String> texts(List<Token> tokens) {
    return tokens.stream()
        .filter(token -> token.kind() == Kind.TEXT)
        .map(Token::value)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The texts in DuckDB's own tree of exactly one statement. */
  private static Set<String> read(PreparedStatement parse, ObjectMapper json, String sql)
      throws Exception {
    parse.setString(1, sql);
    try (ResultSet result = parse.executeQuery()) {
      if (!result.next()) {
        throw new SQLException("no tree");
      }
      JsonNode tree = json.readTree(result.getString(1));
      assertThat(tree.path("error").asBoolean()).as("%s: %s", sql, tree).isFalse();
      assertThat(tree.path("statements")).hasSize(1);
      Set<String> texts = new HashSet<>();
      collect(tree, texts);
      return texts;
    }
  }

  private static void collect(JsonNode node, Set<String> texts) {
    if (node.path("type").path("id").asText().equals("VARCHAR") && node.path("value").isTextual()) {
      texts.add(node.path("value").asText());
    }
    node.forEach(child -> collect(child, texts));
  }
}
