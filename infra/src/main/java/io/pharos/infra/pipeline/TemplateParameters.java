package io.pharos.infra.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a template's parameters; the AWS CLI drops those that it does not know. */
final class TemplateParameters {
  private static final Pattern NAME = Pattern.compile(" {2}([A-Za-z0-9]+):");

  private TemplateParameters() {}

  static List<String> of(Path template) throws IOException {
    return Files.readAllLines(template).stream()
        .dropWhile(line -> !line.equals("Parameters:"))
        .skip(1)
        .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .toList();
  }
}
