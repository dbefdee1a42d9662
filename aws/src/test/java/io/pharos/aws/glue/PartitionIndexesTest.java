package io.pharos.aws.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.GlueIndexes;
import io.pharos.aws.testing.GlueIndexes.Index;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;

@NeedsEndpoint
class PartitionIndexesTest {
  private static final StackNames NAMES = StackNames.of("pharos-main");
  private static final TableName CLICKS = TableName.parse("advertising.clicks");
  private static final TableName SALES = TableName.parse("shop.sales");
  private static final String ASK = "GetPartitionIndexes";
  private static final String CREATE = "CreatePartitionIndex";

  private ScriptedEndpoint endpoint;
  private GlueIndexes glue;
  private PartitionIndexes indexes;

  @BeforeEach
  void open() {
    endpoint = ScriptedEndpoint.open();
    glue = GlueIndexes.at(endpoint);
    indexes = new PartitionIndexes(client(), NAMES);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private GlueClient client() {
    return Endpoint.clients(endpoint.address(), Duration.ofSeconds(30))
        .build(Endpoint.ours(GlueClient.builder()));
  }

  @Test
  void makesAnIndexByThePartitionKeyWhereThereIsNone() {
    indexes.ensure(CLICKS, "inserted_at");
    indexes.ensure(SALES, "day");

    assertThat(glue.of(NAMES, CLICKS))
        .containsExactly(Index.of("by_inserted_at", "CREATING", "inserted_at"));
    assertThat(glue.of(NAMES, SALES)).containsExactly(Index.of("by_day", "CREATING", "day"));
  }

  @Test
  void asksUntilTheIndexWorksAndNotAgain() {
    indexes.ensure(CLICKS, "inserted_at");
    indexes.ensure(CLICKS, "inserted_at");
    glue.put(NAMES, CLICKS, Index.of("by_inserted_at", "ACTIVE", "inserted_at"));
    indexes.ensure(CLICKS, "inserted_at");
    indexes.ensure(CLICKS, "inserted_at");

    assertThat(endpoint.calls(CREATE)).hasSize(1);
    assertThat(endpoint.calls(ASK)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "CREATING", "DELETING"})
  void takesTheOneThatSomebodyMade(String status) {
    glue.put(NAMES, CLICKS, Index.of("mine", status, "inserted_at"));
    indexes.ensure(CLICKS, "inserted_at");

    assertThat(endpoint.calls(CREATE)).isEmpty();
  }

  @Test
  void makesOneBesideThatOfAnotherKey() {
    glue.put(NAMES, CLICKS, Index.of("mine", "ACTIVE", "hour"));
    indexes.ensure(CLICKS, "inserted_at");

    assertThat(glue.of(NAMES, CLICKS)).hasSize(2);
  }

  @Test
  void takesTheOneThatSomebodyMadeAtTheSameMoment() {
    endpoint.next(
        CREATE,
        Script.error(400, "AlreadyExistsException", "Index by_inserted_at already exists."));
    indexes.ensure(CLICKS, "inserted_at");

    assertThat(endpoint.calls(CREATE)).hasSize(1);
  }

  @Test
  void saysWhatToDoAboutOneThatGlueCouldNotMake() {
    glue.put(
        NAMES,
        CLICKS,
        new Index(
            "by_inserted_at",
            List.of("inserted_at"),
            "FAILED",
            List.of("UNSUPPORTED_PARTITION_CHARACTER_ERROR")));

    assertThatIllegalStateException()
        .isThrownBy(() -> indexes.ensure(CLICKS, "inserted_at"))
        .withMessage(
            "its index by_inserted_at could not be made: UNSUPPORTED_PARTITION_CHARACTER_ERROR;"
                + " delete it, and the next run makes it again: aws glue delete-partition-index"
                + " --database-name pharos_main_advertising --table-name clicks"
                + " --index-name by_inserted_at");
    assertThat(endpoint.calls(CREATE)).isEmpty();
  }

  @Test
  void failsWhereItMayNotAndTriesAgainTheNextTime() {
    endpoint.next(CREATE, Script.error(400, "AccessDeniedException", "not authorized"));

    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> indexes.ensure(CLICKS, "inserted_at"));
    indexes.ensure(CLICKS, "inserted_at");
    assertThat(glue.of(NAMES, CLICKS)).hasSize(1);
  }

  @Test
  void triesAgainWhereTheServiceIsThrottled() {
    endpoint.next(ASK, Script.error(400, "ThrottlingException", "Rate exceeded"));
    endpoint.next(CREATE, Script.error(500, "InternalServiceException", "internal"));
    indexes.ensure(CLICKS, "inserted_at");

    assertThat(glue.of(NAMES, CLICKS)).hasSize(1);
  }
}
