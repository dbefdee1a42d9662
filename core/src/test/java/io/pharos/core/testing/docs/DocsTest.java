package io.pharos.core.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.capture.BodyFormat;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.CaptureOutcome;
import io.pharos.core.capture.EventResult;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.testing.InMemoryEventStream;
import io.pharos.core.testing.InMemoryQuarantine;
import io.pharos.core.testing.Shipped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages show is true, as far as it can be seen without a server and without AWS. */
class DocsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern TABLE = Pattern.compile("^kind: ", Pattern.MULTILINE);

  /** JSON that stands for itself: no {@code ..}, no {@code <name>}, no bare word. */
  private static final Pattern JSON =
      Pattern.compile("\\{(?:\"[^\"<]*\"|[\\s\\[\\]{}:,0-9.-]|true|false|null)*}");

  /** {@code {"status": "ready", "window"}}: keys without their values. */
  private static final Pattern SHAPE = Pattern.compile("\\.\\.|[{,]\\s*\"[^\"]*\"\\s*[,}]");

  @Test
  void codeIsIndentedSoThatItIsFound() {
    assertThat(Markdown.pages())
        .hasSizeGreaterThan(20)
        .allSatisfy(page ->
            assertThat(page.lines())
                .as(page.page())
                .noneMatch(line -> line.strip().startsWith("```") || line.contains("\t")));
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() {
    List<Link> links = Link.ofAllPages();

    assertThat(links).hasSizeGreaterThan(100);
    assertThat(links).allMatch(Link::leadsSomewhere);
  }

  @Test
  void everyScriptThatIsRunIsThere() {
    List<ShownCommand> scripts =
        ShownCommand.all().stream()
            .filter(command -> command.words().getFirst().contains("/"))
            .toList();

    assertThat(scripts).extracting(script -> script.words().getFirst()).contains("./mvnw");
    assertThat(scripts)
        .allSatisfy(script -> {
          Path file = Markdown.ROOT.resolve(script.words().getFirst());
          assertThat(file).as(script.place()).isExecutable();
        });
  }

  @Test
  void everyOptionOfAScriptIsInItsUsage() throws IOException {
    Launcher launcher = new Launcher();
    List<ShownCommand> benches =
        ShownCommand.all().stream()
            .filter(ShownCommand::ofPharos)
            .filter(command -> command.words().size() > 1)
            .filter(command -> launcher.program(command.words().get(1)).equals("bench/run"))
            .toList();
    String usage = Files.readString(Markdown.ROOT.resolve("bench/run"));

    assertThat(benches).isNotEmpty();
    assertThat(benches)
        .allSatisfy(bench ->
            assertThat(bench.arguments())
                .as(bench.place())
                .filteredOn(word -> word.startsWith("-"))
                .allSatisfy(option -> assertThat(usage).contains("\n  " + option + " ")));
  }

  @Test
  void everyTableIsOne() {
    List<Markdown.Part> tables =
        Markdown.pages().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> TABLE.matcher(block.text()).find())
            .toList();

    assertThat(tables).hasSizeGreaterThan(1);
    assertThat(tables)
        .allSatisfy(table ->
            assertThatCode(() ->
                    DefinitionReader.read(Map.of("shop/example.yaml", table.text()), Map.of()))
                .as(table.place())
                .doesNotThrowAnyException());
  }

  @Test
  void everyJsonIsOne() {
    List<Markdown.Part> texts =
        Stream.concat(
                Markdown.pages().stream().flatMap(page -> page.spans().stream()),
                ShownCommand.all().stream()
                    .flatMap(command ->
                        command.words().stream()
                            .map(word -> new Markdown.Part(command.place(), word))))
            .filter(text -> JSON.matcher(text.text()).matches())
            .filter(text -> !SHAPE.matcher(text.text()).find())
            .toList();

    assertThat(texts).hasSizeGreaterThan(5);
    assertThat(texts)
        .allSatisfy(text ->
            assertThatCode(() -> MAPPER.readTree(text.text()))
                .as(text.place())
                .doesNotThrowAnyException());
  }

  @Test
  void everyEventThatIsSentIsTaken() throws JsonProcessingException {
    List<ShownCommand> sent =
        ShownCommand.all().stream()
            .filter(command -> command.words().getFirst().equals("curl"))
            .filter(command -> command.words().contains("-d"))
            .toList();

    assertThat(sent).hasSizeGreaterThan(1);
    for (ShownCommand command : sent) {
      String body = command.words().get(command.words().indexOf("-d") + 1);
      assertThat(MAPPER.readTree(body).isObject()).as(command.place()).isTrue();
      if (!body.contains("$(")) {
        assertThat(outcome(command, body)).as(command.place()).matches(DocsTest::isTaken);
      }
    }
  }

  private static CaptureOutcome outcome(ShownCommand command, String body) {
    String url =
        command.words().stream().filter(word -> word.startsWith("http:")).findFirst().orElse("");
    String[] path = URI.create(url).getPath().split("/", -1);
    Capture capture =
        new Capture(
            Shipped.advertising(),
            new InMemoryEventStream(),
            new InMemoryQuarantine(),
            Clock.systemUTC());
    return capture
        .body(path[1], path[2], BodyFormat.JSON, body.getBytes(StandardCharsets.UTF_8))
        .toCompletableFuture()
        .join();
  }

  private static boolean isTaken(CaptureOutcome outcome) {
    return outcome instanceof CaptureOutcome.Captured captured
        && captured.results().stream().allMatch(EventResult.Accepted.class::isInstance);
  }
}
