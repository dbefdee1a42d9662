package io.pharos.core.shape;

import java.util.List;
import java.util.stream.Collectors;

/** All problems of the files that people write, in the order of file and line. */
public final class InvalidFiles extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public InvalidFiles(List<Problem> problems) {
    super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted().toList();
  }

  public List<Problem> problems() {
    return problems;
  }
}
