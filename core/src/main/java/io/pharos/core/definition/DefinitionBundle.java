package io.pharos.core.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import io.pharos.core.shape.ProblemLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All table and curation files of a warehouse in one file, {@code pharos.json}, which a function on
 * AWS reads at its start. Its SQL is already checked and qualified.
 */
public final class DefinitionBundle {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VERSION = "version";
  private static final int CURRENT = 1;
  private static final String TABLES = "tables";
  private static final String CURATIONS = "curations";

  /** Stands for the name of a database, which only the stack that runs the SQL knows. */
  private static final String OPEN = "${database:";

  private static final String CLOSED = "}";
  private static final Pattern DATABASE =
      Pattern.compile("\\$\\{database:(" + TableName.IDENTIFIER.pattern() + ")}");

  private DefinitionBundle() {}

  /** Checks the SQL of curations and names every table in it with its database. */
  @FunctionalInterface
  public interface SqlCheck {
    /**
     * The definitions with their SQL checked.
     *
     * @param databaseName gives the name of a database in the SQL
     */
    Definitions check(Definitions definitions, UnaryOperator<String> databaseName);
  }

  /**
   * Bundles two folders; the same files give the same bytes.
   *
   * @throws InvalidFiles with all problems of all files
   */
  public static byte[] write(Path tables, Path curations, SqlCheck sql) {
    Definitions checked =
        sql.check(DefinitionReader.read(tables, curations), database -> OPEN + database + CLOSED);
    ObjectNode bundle = MAPPER.createObjectNode().put(VERSION, CURRENT);
    texts(tables, Set.of(".yaml")).forEach(bundle.putObject(TABLES)::put);
    ObjectNode curated = bundle.putObject(CURATIONS);
    if (Files.isDirectory(curations)) {
      texts(curations, Set.of(".yaml")).forEach(curated::put);
      checked
          .curations()
          .forEach((name, curation) ->
              curated.put(name.database() + "/" + name.curation() + ".sql", curation.sql()));
    }
    return (bundle.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> texts(Path folder, Set<String> endings) {
    return new FolderText(FolderText.name(folder), endings, ProblemLog.empty()).read(folder);
  }

  /**
   * Reads a bundle.
   *
   * @param databaseName gives the engine's name of a database
   * @throws InvalidFiles if the text is no bundle, or one of another version
   */
  public static Definitions read(byte[] bundle, UnaryOperator<String> databaseName) {
    JsonNode json;
    try {
      json = MAPPER.readTree(bundle);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(e.getMessage());
    }
    if (json.path(VERSION).asInt() != CURRENT) {
      throw unreadable("it is not of version " + CURRENT);
    }
    Map<String, String> curations = texts(json.path(CURATIONS));
    curations.replaceAll((file, text) ->
        DATABASE
            .matcher(text)
            .replaceAll(name -> Matcher.quoteReplacement(databaseName.apply(name.group(1)))));
    return DefinitionReader.read(texts(json.path(TABLES)), curations);
  }

  private static InvalidFiles unreadable(@Nullable String why) {
    return new InvalidFiles(
        List.of(
            new Problem(
                "pharos.json",
                1,
                "",
                "this is no bundle of definitions that can be read here: "
                    + why
                    + "; make it anew with ./pharos package")));
  }

  private static Map<String, String> texts(JsonNode files) {
    Map<String, String> texts = new TreeMap<>();
    files.properties().forEach(file -> texts.put(file.getKey(), file.getValue().asText()));
    return texts;
  }
}
