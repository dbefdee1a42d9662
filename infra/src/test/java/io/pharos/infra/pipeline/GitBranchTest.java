package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitBranchTest {
  @TempDir Path folder;

  @Test
  void isTheOneThatHeadNames() throws IOException {
    write(".git/HEAD", "ref: refs/heads/feature/x\n");

    assertThat(GitBranch.of(folder)).contains("feature/x");
  }

  @Test
  void aWorktreeSaysWhereItsHeadIs() throws IOException {
    write(".git", "gitdir: elsewhere/worktrees/one\n");
    write("elsewhere/worktrees/one/HEAD", "ref: refs/heads/one\n");

    assertThat(GitBranch.of(folder)).contains("one");
  }

  @Test
  void thereIsNoneWithoutGitOrOnACommit() throws IOException {
    assertThat(GitBranch.of(folder)).isEmpty();

    write(".git/HEAD", "0123456789012345678901234567890123456789\n");
    assertThat(GitBranch.of(folder)).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.writeString(path, text);
  }
}
