package io.pharos.core.shape;

import java.util.Optional;

/** Which keys a block must have, and which its kind forbids. */
final class KeyRules {
  private final ProblemLog log;

  KeyRules(ProblemLog log) {
    this.log = log;
  }

  void check(Block block, Shape.Section section) {
    Optional<String> kind =
        section.names().contains("kind") ? block.text("kind") : Optional.empty();
    for (Key key : section.keys()) {
      if (block.given(key.name())) {
        kind.ifPresent(value -> checkKind(block, key, value));
      } else {
        checkMissing(block, key, kind);
      }
    }
  }

  private void checkKind(Block block, Key key, String kind) {
    if (!key.kinds().isEmpty() && !key.kinds().contains(kind)) {
      log.add(
          block,
          key.name(),
          "a %s table has no such key, only: %s".formatted(kind, String.join(", ", key.kinds())));
    }
  }

  private void checkMissing(Block block, Key key, Optional<String> kind) {
    if (key.required()) {
      log.add(block, key.name(), "is missing: " + key.description());
    } else if (kind.filter(key.requiredFor()::contains).isPresent()) {
      log.add(
          block,
          key.name(),
          "is missing, a %s table needs it: %s".formatted(kind.get(), key.description()));
    }
  }
}
