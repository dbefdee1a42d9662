package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.infra.CfnLint;
import io.pharos.infra.TemplateTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cfn-lint, which knows the schema of every type of resource, says of the templates. */
class CfnLintTest {
  @TempDir Path folder;

  /** In one process, since starting it takes longer than a template does. */
  @Test
  void everyVariantIsClean() throws IOException, InterruptedException {
    Map<String, TemplateTree> templates = new TreeMap<>();
    for (Variant variant : Variant.values()) {
      templates.put(variant.name(), TemplateTree.of(variant.template().bytes()));
    }

    CfnLint.assertClean(templates, folder);
  }

  @Test
  void aWrongTemplateIsNotClean() {
    String template = new String(Variant.DEFAULTS.template().bytes(), StandardCharsets.UTF_8);
    byte[] wrong =
        template.replace("provided.al2023", "provided.al1").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CfnLint.assertClean(Map.of("wrong", TemplateTree.of(wrong)), folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'provided.al1' is not one of");
  }
}
