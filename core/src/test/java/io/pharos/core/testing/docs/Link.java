package io.pharos.core.testing.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A link from a page to a file of the repository.
 *
 * @param place page and line
 * @param page where it stands
 * @param target as it is written
 */
record Link(String place, String page, String target) {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

  static List<Link> ofAllPages() {
    return Markdown.pages().stream()
        .flatMap(Link::of)
        .filter(link -> !link.target().matches("[a-z]+:.*"))
        .toList();
  }

  private static Stream<Link> of(Markdown page) {
    return IntStream.range(0, page.lines().size())
        .boxed()
        .flatMap(line ->
            LINK.matcher(page.lines().get(line))
                .results()
                .map(link -> new Link(page.place(line), page.page(), link.group(1))));
  }

  boolean leadsSomewhere() {
    String[] parts = target.split("#", 2);
    Path folder = Markdown.ROOT.resolve(page).resolveSibling("");
    Path file =
        parts[0].isEmpty() ? Markdown.ROOT.resolve(page) : folder.resolve(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  private static List<String> anchors(Path file) {
    String page = Markdown.ROOT.relativize(file).toString().replace('\\', '/');
    return Markdown.pages().stream()
        .filter(other -> other.page().equals(page))
        .flatMap(other -> other.lines().stream())
        .filter(line -> line.startsWith("#"))
        .map(Link::anchor)
        .toList();
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    String text = heading.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT);
    return NOT_IN_ANCHORS.matcher(text).replaceAll("").replace(' ', '-');
  }
}
