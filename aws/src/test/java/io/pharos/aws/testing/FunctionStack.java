package io.pharos.aws.testing;

import io.pharos.core.definition.DefinitionBundle;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.testing.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a function finds where it is deployed: the stack that {@code PHAROS_STACK} names, with the
 * repository's tables, and {@code pharos.json} in the folder that {@code LAMBDA_TASK_ROOT} names.
 * Register it before {@code @QuarkusTest}, which starts the function.
 */
public final class FunctionStack implements BeforeAllCallback, AfterAllCallback {
  /** Tests run in their module's folder. */
  private static final Path ROOT = Path.of("..");

  private @Nullable Endpoint created;

  /** The clients of the stack, for a test to make and to look at. */
  public static Endpoint endpoint() {
    return Endpoint.of(StackNames.of(variable("PHAROS_STACK")));
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    writeDefinitions(Path.of(variable("LAMBDA_TASK_ROOT")));
    Endpoint endpoint = endpoint();
    created = endpoint;
    create(endpoint);
  }

  /** Writes the repository's definitions, their SQL as it is. */
  private static void writeDefinitions(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(
        folder.resolve("pharos.json"),
        DefinitionBundle.write(
            ROOT.resolve("tables"),
            ROOT.resolve("curations"),
            (definitions, names) -> definitions));
  }

  /** Makes all that the repository's definitions need. */
  public static void create(Endpoint stack) {
    String bucket = stack.createBucket();
    for (String database : Shipped.advertising().databases().keySet()) {
      stack.createDatabase(database);
    }
    for (TableDefinition table : Shipped.advertising().tables().values()) {
      stack.createTable(table, bucket);
      if (table.streaming()) {
        stack.createStream(table.name());
        stack.createQuarantine(table.name(), bucket);
      }
    }
    stack.createServingTable();
    stack.createHistoryTable();
    stack.createTopic("failures");
    stack.createTopic("successes");
    stack.createWorkgroup(bucket);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (created != null) {
      created.close();
    }
  }
}
