package io.pharos.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Call;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.notify.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

@NeedsEndpoint
class SnsNotifierTest {
  private static final String PUBLISH = "Publish";
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00Z");

  private Endpoint endpoint;
  private ScriptedEndpoint scripted;
  private String failures;
  private String successes;
  private SnsNotifier notifier;

  /** What the topics took. */
  private final List<Integer> answers = new ArrayList<>();

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    failures = endpoint.createTopic("failures");
    successes = endpoint.createTopic("successes");
    scripted = ScriptedEndpoint.open();
    scripted.always(
        PUBLISH,
        (call, target) -> {
          Reply reply = target.forward(call);
          answers.add(reply.status());
          return Optional.of(reply);
        });
    notifier = notifier(failures, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    scripted.close();
    endpoint.close();
  }

  @Test
  void tellsTheTopicOfItsOutcome() {
    notifier.tell(new Notice(TIME, true, "Curation shop.daily failed", "Window: why\nand how"));
    notifier.tell(new Notice(TIME, false, "Curation shop.daily succeeded", "Window: 3 rows."));

    assertThat(answers).containsExactly(200, 200);
    Call failure = scripted.calls(PUBLISH).getFirst();
    assertThat(failure.parameter("TopicArn")).contains(failures);
    assertThat(failure.parameter("Subject")).contains("Curation shop.daily failed");
    assertThat(failure.parameter("Message")).contains("Window: why\nand how");
    Call success = scripted.calls(PUBLISH).getLast();
    assertThat(success.parameter("TopicArn")).contains(successes);
  }

  @Test
  void tellsASubjectThatSnsTakes() {
    notifier.tell(new Notice(TIME, true, " caf\u00E9\nof the \uD83D\uDE00", "message"));
    notifier.tell(new Notice(TIME, true, "x".repeat(300), "message"));

    assertThat(answers).containsExactly(200, 200);
    assertThat(scripted.calls(PUBLISH).getFirst().parameter("Subject")).contains("caf??of the ?");
    assertThat(scripted.calls(PUBLISH).getLast().parameter("Subject")).contains("x".repeat(99));
  }

  @Test
  void tellsWhatATroubledServiceRefusedAtFirst() {
    scripted.next(PUBLISH, Script.reply(500, ""), Script.reply(503, ""));
    notifier.tell(new Notice(TIME, true, "subject", "message"));

    assertThat(answers).containsExactly(200);
  }

  @Test
  void neverThrows() {
    Notice notice = new Notice(TIME, true, "subject", "message");
    SnsNotifier nowhere = notifier(failures + "-gone", Duration.ofSeconds(30));
    assertThatCode(() -> nowhere.tell(notice)).doesNotThrowAnyException();
    assertThat(answers).containsExactly(404);

    scripted.always(PUBLISH, Script.reply(500, ""));
    assertThatCode(() -> notifier.tell(notice)).doesNotThrowAnyException();

    scripted.always(PUBLISH, Script.drop());
    assertThatCode(() -> notifier.tell(notice)).doesNotThrowAnyException();

    scripted.always(PUBLISH, Script.forwardAndStall(Duration.ofSeconds(4)));
    SnsNotifier hurried = notifier(failures, Duration.ofSeconds(1));
    assertThatCode(() -> hurried.tell(notice)).doesNotThrowAnyException();

    scripted.close();
    assertThatCode(() -> hurried.tell(notice)).doesNotThrowAnyException();
  }

  private SnsNotifier notifier(String topic, Duration call) {
    SnsClient sns =
        Endpoint.clients(scripted.address(), call).build(Endpoint.ours(SnsClient.builder()));
    return new SnsNotifier(sns, topic, successes);
  }
}
