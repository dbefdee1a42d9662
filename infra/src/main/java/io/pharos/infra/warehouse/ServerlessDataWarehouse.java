package io.pharos.infra.warehouse;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.packaging.LambdaFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * A warehouse: buckets, catalog, query engine, functions, and the tables that are added to it.
 *
 * <pre>{@code
 * new ServerlessDataWarehouse(stack, "Warehouse", WarehouseProps.of(names, code))
 *     .withStreamingInputTable(impressions)
 *     .withStreamingInputTable(clicks)
 *     .withTable(facts);
 * }</pre>
 *
 * Tables are core's definitions: a table file declares exactly the made table.
 */
public final class ServerlessDataWarehouse extends Construct {
  private final WarehouseProps props;
  private final Bucket data;
  private final Bucket queryResults;
  private final Messages messages;
  private final WarehouseFunctions functions;
  private final Deliverer deliverer;
  private final Triggers triggers;
  private final Permissions permissions;
  private final Map<String, CfnDatabase> databases = new TreeMap<>();
  private final Map<String, DatabaseDefinition> declared = new TreeMap<>();
  private final SequencedMap<TableName, CfnTable> tables = new LinkedHashMap<>();
  private final SequencedMap<TableName, StreamingInput> inputs = new LinkedHashMap<>();
  private @Nullable CurationRuns curations;
  private @Nullable HttpApi api;

  public ServerlessDataWarehouse(Construct scope, String id, WarehouseProps props) {
    super(scope, id);
    this.props = props;
    data = DataBuckets.data(this, props.options());
    queryResults = DataBuckets.queryResults(this, props.options());
    messages = new Messages(this, "Messages", props.options());
    new Engine(this, "Engine", props, queryResults);
    functions = new WarehouseFunctions(this, props);
    functions.tell(data.getBucketName(), messages);
    deliverer = new Deliverer(this, "Deliverer", props, functions, data.getBucketArn());
    if (props.options().dev()) {
      // Deliveries and executions call functions, and go before them.
      EmptiedBuckets emptied =
          new EmptiedBuckets(this, "EmptiedBuckets", props, List.of(data, queryResults));
      for (LambdaFunction function : LambdaFunction.values()) {
        functions.get(function).getNode().addDependency(emptied);
      }
    }
    triggers = new Triggers(this, "Triggers", props, functions, messages);
    permissions =
        new Permissions(
            functions,
            props.names(),
            new Arns(this),
            new Permissions.Buckets(data.getBucketArn(), queryResults.getBucketArn()));
    permissions.ofAll(messages);
  }

  /** Sets a database's definition; without it, core's default applies. */
  public ServerlessDataWarehouse withDatabase(DatabaseDefinition database) {
    if (databases.containsKey(database.name())) {
      throw new IllegalArgumentException(
          "Database '%s' has tables already: declare it before them.".formatted(database.name()));
    }
    declared.put(database.name(), database);
    return this;
  }

  /**
   * Adds a table that a curation, an export, or somebody fills by hand.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  public ServerlessDataWarehouse withTable(TableDefinition table) {
    add(table);
    return this;
  }

  /**
   * Adds a streaming table, with its stream and its delivery into the lake.
   *
   * @throws IllegalArgumentException if there is one of this name, or the table is not streaming
   */
  public ServerlessDataWarehouse withStreamingInputTable(TableDefinition table) {
    requireKind(table, Kind.STREAMING);
    CfnTable catalog = add(table);
    permissions.ofStreaming(table, definition(table.name().database()).namespace());
    inputs.put(
        table.name(),
        new StreamingInput(
            this,
            id("Input", table.name()),
            table,
            catalog,
            new StreamingInput.Surroundings(
                props,
                functions,
                data.getBucketArn(),
                deliverer,
                messages.failed().getQueueArn())));
    table.partition().ifPresent(partition -> triggers.registerPartitions(partition.schedule()));
    return this;
  }

  /**
   * Adds a table that your own function fills on a schedule; it may write the table's folder.
   *
   * @throws IllegalArgumentException if there is one of this name, or the table is not batch
   */
  public ServerlessDataWarehouse withBatchInputTable(TableDefinition table, BatchJob job) {
    requireKind(table, Kind.BATCH);
    add(table);
    permissions.ofJob(job.function(), table);
    triggers.runJob(id("Job", table.name()), job);
    return this;
  }

  /**
   * Adds the curations of a warehouse, all at once because they trigger each other. Add the tables
   * that they read and write separately.
   *
   * @throws IllegalStateException if it has curations already
   */
  public ServerlessDataWarehouse withCurations(Definitions definitions) {
    if (curations != null) {
      throw new IllegalStateException("There are curations already: give them all at once.");
    }
    curations = new CurationRuns(this, "Curations", this, definitions);
    definitions
        .curations()
        .values()
        .forEach(curation -> permissions.ofCuration(curation.output().table()));
    return this;
  }

  /** Its curations. */
  public List<CurationDefinition> listCurations() {
    return curations == null ? List.of() : curations.list();
  }

  /** Records the API before its functions. */
  void isBehind(HttpApi before) {
    api = before;
  }

  /** The API before its functions; empty if there is none. */
  public Optional<HttpApi> api() {
    return Optional.ofNullable(api);
  }

  /** The ARN of the curations' state machine; empty if there are no curations. */
  public Optional<String> curationStateMachine() {
    return Optional.ofNullable(curations).map(CurationRuns::arn);
  }

  /**
   * A table in the catalog.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CfnTable getTable(TableName name) {
    return require(tables.get(name), "Table '%s' does not exist.", name);
  }

  /** The names of all tables, in the order of their addition. */
  public List<TableName> listTables() {
    return List.copyOf(tables.keySet());
  }

  /** The streaming tables, in the order of their addition. */
  public List<TableDefinition> streamingTables() {
    return inputs.values().stream().map(StreamingInput::table).toList();
  }

  /**
   * The stream of a table's events.
   *
   * @throws IllegalArgumentException if the table has none
   */
  public Stream getInputStream(TableName name) {
    return require(inputs.get(name), "Input stream for table '%s' does not exist.", name).stream();
  }

  /** A database's name in Glue. */
  public String database(String name) {
    return props.names().database(name);
  }

  /** A database's definition: as declared, or core's default. */
  public DatabaseDefinition definition(String database) {
    DatabaseDefinition definition = declared.get(database);
    return definition == null ? DatabaseDefinition.byDefault(database) : definition;
  }

  /** The physical names of its parts. */
  public StackNames names() {
    return props.names();
  }

  public WarehouseOptions options() {
    return props.options();
  }

  /** The bucket of lake, raw archive and quarantine. */
  public Bucket dataBucket() {
    return data;
  }

  /** The bucket of query results. */
  public Bucket queryResultsBucket() {
    return queryResults;
  }

  /** One of its functions. */
  public WarehouseFunction function(LambdaFunction which) {
    return functions.get(which);
  }

  /** The topics of failures and successes, and the queue of failed calls. */
  public Messages messages() {
    return messages;
  }

  WarehouseProps props() {
    return props;
  }

  Triggers triggers() {
    return triggers;
  }

  private CfnTable add(TableDefinition table) {
    if (tables.containsKey(table.name())) {
      throw new IllegalArgumentException("Duplicate table! Name: " + table.name());
    }
    String database = table.name().database();
    CfnTable catalog =
        CatalogTable.of(
            this,
            id("Table", table.name()),
            table,
            props.names().database(database),
            data.getBucketName());
    if (!props.databases().contains(database)) {
      catalog.getNode().addDependency(databases.computeIfAbsent(database, this::make));
    }
    tables.put(table.name(), catalog);
    if (table.partitionKey().isPresent()) {
      permissions.ofPartitioned(table.name());
    }
    return catalog;
  }

  private CfnDatabase make(String name) {
    return CfnDatabase.Builder.create(this, "Database-" + name)
        .catalogId(Aws.ACCOUNT_ID)
        .databaseInput(
            CfnDatabase.DatabaseInputProperty.builder()
                .name(props.names().database(name))
                .description(definition(name).description())
                .build())
        .build();
  }

  private static void requireKind(TableDefinition table, Kind kind) {
    if (table.kind() != kind) {
      throw new IllegalArgumentException(
          "Table '%s' is of kind %s, not %s."
              .formatted(table.name(), word(table.kind()), word(kind)));
    }
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static <T> T require(@Nullable T found, String message, TableName name) {
    if (found == null) {
      throw new IllegalArgumentException(message.formatted(name));
    }
    return found;
  }

  /** Logical ids omit dots and underscores; hyphens separate names until CDK's hash does. */
  private static String id(String what, TableName name) {
    return what + "-" + name.database() + "-" + name.table();
  }
}
