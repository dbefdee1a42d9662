package io.pharos.embedded.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathPatternTest {
  @Test
  void aPathThatNoPatternStandsForIsKnown() {
    assertThat(PathPattern.impossible("/data/a\\[1]")).isTrue();
    assertThat(PathPattern.impossible("/data/a\\1/b*")).isTrue();
    assertThat(PathPattern.impossible("/data/a\\1")).isFalse();
    assertThat(PathPattern.impossible("/data/[1]")).isFalse();
  }

  @Test
  void enclosesTheSignsOfPatterns() {
    assertThat(PathPattern.of("/data/[1]/a*b?")).isEqualTo("/data/[[]1]/a[*]b[?]");
  }
}
