package io.pharos.aws.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Tables;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;

@NeedsEndpoint
class GlueCatalogFaultTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final Partition NINE = hour(9);
  private static final Partition TEN = hour(10);
  private static final Partition ELSEWHERE =
      new Partition(NINE.value(), "lake/advertising/impressions/elsewhere/");

  private Endpoint endpoint;
  private ScriptedEndpoint scripted;
  private GlueCatalog somebodyElse;
  private GlueCatalog catalog;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    endpoint.createDatabase("advertising");
    endpoint.createTable(Tables.IMPRESSIONS, "lake");
    scripted = ScriptedEndpoint.open();
    somebodyElse = new GlueCatalog(endpoint.glue(), endpoint.names(), "lake");
    GlueClient glue =
        Endpoint.clients(scripted.address(), Duration.ofSeconds(30))
            .build(Endpoint.ours(GlueClient.builder()));
    catalog = new GlueCatalog(glue, endpoint.names(), "lake");
  }

  @AfterEach
  void close() {
    scripted.close();
    endpoint.close();
  }

  @Test
  void registersWhatSomebodyElseRegisteredAtTheSameMoment() {
    scripted.next(
        "BatchCreatePartition", Script.after(() -> somebodyElse.register(TABLE, List.of(NINE))));

    assertThat(catalog.register(TABLE, List.of(NINE, TEN))).isEqualTo(1);
    assertThat(catalog.partitions(TABLE)).containsExactly(NINE, TEN);
  }

  @Test
  void leavesAPartitionWhereSomebodyElsePointedItAtTheSameMoment() {
    scripted.next(
        "BatchCreatePartition", Script.after(() -> somebodyElse.switchTo(TABLE, ELSEWHERE)));

    assertThat(catalog.register(TABLE, List.of(NINE))).isZero();
    assertThat(catalog.partitions(TABLE)).containsExactly(ELSEWHERE);
  }

  @Test
  void pointsAPartitionThatSomebodyElseCreatedAtTheSameMoment() {
    scripted.next(
        "CreatePartition", Script.after(() -> somebodyElse.register(TABLE, List.of(NINE))));
    catalog.switchTo(TABLE, ELSEWHERE);

    assertThat(scripted.calls("UpdatePartition")).hasSize(2);
    assertThat(catalog.partitions(TABLE)).containsExactly(ELSEWHERE);
  }

  @Test
  void registersWhatATroubledServiceTookBeforeItsAnswerWasLost() {
    scripted.next("BatchCreatePartition", Script.forwardAndDrop());
    catalog.register(TABLE, List.of(NINE, TEN));

    assertThat(catalog.partitions(TABLE)).containsExactly(NINE, TEN);
  }

  @Test
  void switchesThoughTheAnswerToItWasLost() {
    scripted.next("CreatePartition", Script.forwardAndDrop());
    catalog.switchTo(TABLE, NINE);

    assertThat(catalog.partitions(TABLE)).containsExactly(NINE);
  }

  @Test
  void saysWhichPartitionsWereNotRegistered() {
    scripted.next(
        "BatchCreatePartition",
        Script.reply(
            200,
            """
            {"Errors": [
              {"PartitionValues": ["2026/11/21/09"], "ErrorDetail":
                {"ErrorCode": "AlreadyExistsException", "ErrorMessage": "Partition exists."}},
              {"PartitionValues": ["2026/11/21/10"], "ErrorDetail":
                {"ErrorCode": "ResourceNumberLimitExceededException", "ErrorMessage": "too many"}}
            ]}\
            """));

    assertThatIllegalStateException()
        .isThrownBy(() -> catalog.register(TABLE, List.of(NINE, TEN)))
        .withMessage(
            "1 partitions of advertising.impressions were not registered, the first of them"
                + " [2026/11/21/10]: too many");
  }

  @Test
  void registersTheOthersWhereSomeAreNotTaken() {
    List<Partition> month = IntStream.range(0, 150).mapToObj(GlueCatalogFaultTest::hour).toList();
    scripted.next(
        "BatchCreatePartition",
        Script.reply(
            200,
            """
            {"Errors": [{"PartitionValues": ["2026/11/21/09"], "ErrorDetail":
              {"ErrorCode": "InternalServiceException", "ErrorMessage": "internal"}}]}\
            """));

    assertThatIllegalStateException().isThrownBy(() -> catalog.register(TABLE, month));
    assertThat(catalog.partitions(TABLE)).hasSize(50);
  }

  @Test
  void triesAgainWhereTheServiceIsThrottled() {
    scripted.next("GetPartitions", Script.error(400, "ThrottlingException", "Rate exceeded"));
    scripted.next(
        "BatchCreatePartition", Script.error(500, "InternalServiceException", "internal"));

    assertThat(catalog.register(TABLE, List.of(NINE))).isEqualTo(1);
    assertThat(catalog.partitions(TABLE)).containsExactly(NINE);
  }

  @Test
  void failsWhereItMayNot() {
    String denied = "AccessDeniedException";
    scripted.always("UpdatePartition", Script.error(400, denied, "not authorized"));
    scripted.always("GetPartition", Script.error(400, denied, "not authorized"));

    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> catalog.switchTo(TABLE, NINE));
    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> catalog.partition(TABLE, NINE.value()));
    assertThat(scripted.calls("CreatePartition")).isEmpty();
  }

  @Test
  void failsWhereTheServiceStaysTroubled() {
    scripted.always("GetPartitions", Script.error(500, "InternalServiceException", "internal"));

    assertThatExceptionOfType(GlueException.class).isThrownBy(() -> catalog.partitions(TABLE));
    assertThat(scripted.calls("GetPartitions")).hasSize(3);
  }

  @Test
  void failsWhereThereIsNoSuchTable() {
    TableName nothing = TableName.parse("advertising.nothing");

    assertThatExceptionOfType(EntityNotFoundException.class)
        .isThrownBy(() -> catalog.register(nothing, List.of(NINE)));
    assertThatExceptionOfType(EntityNotFoundException.class)
        .isThrownBy(() -> catalog.switchTo(nothing, NINE));
  }

  private static Partition hour(int hour) {
    String value = "2026/11/%02d/%02d".formatted(21 + hour / 24, hour % 24);
    return new Partition(value, "lake/advertising/impressions/" + value + "/");
  }
}
