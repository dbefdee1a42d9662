package io.pharos.core.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the repository.
 *
 * @param page its path from the root of the working copy
 */
public record Markdown(String page, List<String> lines) {
  /** Tests run in their module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What was true of a version stays in its changelog. */
  private static final Set<String> HISTORY = Set.of("CHANGELOG.md");

  private static final Set<String> MADE = Set.of("target", "node_modules", "data");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final String INDENTED = "    ";

  /**
   * A part of a page.
   *
   * @param place page and line, for messages
   */
  public record Part(String place, String text) {}

  public Markdown {
    lines = List.copyOf(lines);
  }

  static Markdown of(String page, String text) {
    return new Markdown(page, text.lines().toList());
  }

  /** Every page of the working copy but the changelog. */
  public static List<Markdown> pages() {
    List<Markdown> pages = new ArrayList<>();
    try {
      Files.walkFileTree(ROOT, new Finder(pages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pages.sort(Comparator.comparing(Markdown::page));
    return pages;
  }

  /** Stays out of what a build makes: files come and go there. */
  private static final class Finder extends SimpleFileVisitor<Path> {
    private final List<Markdown> pages;

    Finder(List<Markdown> pages) {
      this.pages = pages;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean other = name.startsWith(".") || MADE.contains(name);
      return other && !folder.equals(ROOT)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path page = ROOT.relativize(file);
      if (file.toString().endsWith(".md") && !HISTORY.contains(page.toString())) {
        pages.add(read(page));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static Markdown read(Path file) {
    try {
      return of(file.toString().replace('\\', '/'), Files.readString(ROOT.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The indented blocks, each without what all of its lines are indented by. */
  public List<Part> blocks() {
    List<Part> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (opensBlock(i)) {
        int end = endOfBlock(i);
        blocks.add(new Part(place(i), String.join("\n", lines.subList(i, end)).stripIndent()));
        i = end - 1;
      }
    }
    return blocks;
  }

  /** What stands between backticks in prose and in tables, each on one line. */
  public List<Part> spans() {
    List<Part> spans = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (opensBlock(i)) {
        i = endOfBlock(i) - 1;
      } else if (!lines.get(i).isBlank()) {
        int end = endOfProse(i);
        String prose =
            lines.subList(i, end).stream().map(String::strip).collect(Collectors.joining(" "));
        String place = place(i);
        SPAN.matcher(prose).results().forEach(span -> spans.add(new Part(place, span.group(1))));
        i = end - 1;
      }
    }
    return spans;
  }

  /** The first cells of the rows below a first cell of this text, in every table. */
  public List<Part> column(String header) {
    List<Part> cells = new ArrayList<>();
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String cell = line.startsWith("|") ? line.split("\\|", -1)[1].strip() : "";
      if (!line.startsWith("|")) {
        inside = false;
      } else if (cell.equals(header)) {
        inside = true;
      } else if (inside && !cell.startsWith("---")) {
        cells.add(new Part(place(i), cell));
      }
    }
    return cells;
  }

  /** What stands between backticks in a part. */
  public static List<String> quoted(Part part) {
    return SPAN.matcher(part.text()).results().map(span -> span.group(1)).toList();
  }

  String place(int line) {
    return page + ":" + (line + 1);
  }

  private boolean opensBlock(int line) {
    return lines.get(line).startsWith(INDENTED)
        && (line == 0 || lines.get(line - 1).isBlank())
        && !lines.get(line).isBlank();
  }

  private int endOfBlock(int start) {
    int end = start;
    for (int i = start; i < lines.size(); i++) {
      if (lines.get(i).startsWith(INDENTED)) {
        end = i + 1;
      } else if (!lines.get(i).isBlank()) {
        return end;
      }
    }
    return end;
  }

  private int endOfProse(int start) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).isBlank()) {
      end++;
    }
    return end;
  }
}
