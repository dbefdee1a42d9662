package io.pharos.infra.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The branch of a working copy, read from its files: git itself need not be installed. */
final class GitBranch {
  private static final Pattern BRANCH = Pattern.compile("ref: refs/heads/(.+)");
  private static final Pattern ELSEWHERE = Pattern.compile("gitdir: (.+)");

  private GitBranch() {}

  /** Empty if it is no working copy of git, or on no branch. */
  static Optional<String> of(Path home) {
    return firstLine(folder(home.resolve(".git")).resolve("HEAD"))
        .map(BRANCH::matcher)
        .filter(Matcher::matches)
        .map(head -> head.group(1));
  }

  /** The folder of git's files; a worktree has a file with its path. */
  private static Path folder(Path git) {
    return (Files.isRegularFile(git) ? firstLine(git) : Optional.<String>empty())
        .map(ELSEWHERE::matcher)
        .filter(Matcher::matches)
        .map(link -> git.resolveSibling(link.group(1)))
        .orElse(git);
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().map(String::strip);
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
