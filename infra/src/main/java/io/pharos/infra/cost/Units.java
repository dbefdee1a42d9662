package io.pharos.infra.cost;

/** Sizes and times as AWS bills them: binary bytes, months of 730 hours. */
final class Units {
  static final double KB = 1024;
  static final double MB = 1024 * KB;
  static final double GB = 1024 * MB;
  static final double TB = 1024 * GB;

  static final double HOURS = 730;
  static final double DAYS = HOURS / 24;
  static final double SECONDS = HOURS * 3600;

  private Units() {}
}
