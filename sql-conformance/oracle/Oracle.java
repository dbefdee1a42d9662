import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SqlDate;
import io.trino.spi.type.SqlDecimal;
import io.trino.spi.type.SqlTimestamp;
import io.trino.spi.type.SqlTimestampWithTimeZone;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.parser.ParsingException;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.PlanTester;
import io.trino.testing.TestingSession;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trino in a process of its own: reads statements, each a line that holds a JSON text, and writes to each a
 * line of JSON with its names, types and rows, values tagged by kind, or its error code.
 */
class Oracle {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws Exception {
    PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(System.err); // what Trino's libraries say is no answer
    Session session =
        TestingSession.testSessionBuilder().setTimeZoneKey(TimeZoneKey.UTC_KEY).build();
    BufferedReader statements = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (PlanTester trino = PlanTester.create(session)) {
      for (String line; (line = statements.readLine()) != null; ) {
        answers.println(JSON.writeValueAsString(answer(trino, JSON.readValue(line, String.class))));
      }
    }
    System.exit(0); // some of its threads would stay
  }

  private static Map<String, Object> answer(PlanTester trino, String sql) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sql", sql);
    try {
      MaterializedResult result =
          trino.executePlan(
              session -> trino.createPlan(session, sql), new PlanTester.MaterializedResultOutput());
      List<Type> types = result.getTypes();
      List<Object> rows = new ArrayList<>();
      for (MaterializedRow row : result) {
        rows.add(tagged(types, row.getFields()));
      }
      answer.put("names", result.getColumnNames());
      answer.put("types", types.stream().map(Type::getDisplayName).toList());
      answer.put("rows", rows);
    } catch (Throwable e) { // also a stack or a memory that is too small: the statement's, not ours
      answer.put("error", error(e));
      answer.put("message", String.valueOf(e.getMessage()));
    }
    return answer;
  }

  private static String error(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TrinoException known) {
        return known.getErrorCode().getName();
      }
      if (cause instanceof ParsingException) {
        return StandardErrorCode.SYNTAX_ERROR.name();
      }
    }
    return StandardErrorCode.GENERIC_INTERNAL_ERROR.name();
  }

  private static List<Object> tagged(List<Type> types, List<?> values) {
    List<Object> tagged = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      tagged.add(tagged(types.get(i), values.get(i)));
    }
    return tagged;
  }

  private static Object tagged(Type type, Object value) {
    List<Type> parts = type.getTypeParameters();
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Byte _, Short _, Integer _, Long _ -> tag("int", value);
      case Float _, Double _ -> tag("dbl", value);
      case SqlDecimal _ -> tag("dec", value);
      case BigDecimal number -> tag("dec", number.toPlainString());
      case SqlDate _ -> tag("date", value);
      case SqlTimestamp _ -> tag("ts", value);
      case SqlTimestampWithTimeZone _ -> tag("tstz", value);
      case String _ -> tag("str", value);
      case SqlVarbinary bytes ->
          tag("SqlVarbinary", Base64.getEncoder().encodeToString(bytes.getBytes()));
      case List<?> list when type instanceof RowType -> Map.of("t", "row", "v", tagged(parts, list));
      case List<?> list -> tagged(Collections.nCopies(list.size(), parts.getFirst()), list);
      case Map<?, ?> map -> {
        List<Object> entries = new ArrayList<>();
        map.forEach((key, item) -> entries.add(tagged(parts, Arrays.asList(key, item))));
        yield Map.of("t", "map", "v", entries);
      }
      default -> tag(value.getClass().getSimpleName(), value);
    };
  }

  private static Map<String, Object> tag(String kind, Object value) {
    return Map.of("t", kind, "v", value.toString());
  }
}
