package io.pharos.infra.cost;

/** What the shipped curations do in a month: two for each pair of streaming tables, daily. */
final class CurationRuns {
  /** Prepare, and advance twice, or four times where rows are served, as half of them are. */
  private static final int STEPS = 4;

  private CurationRuns() {}

  /** Executions of the workflow: each does all windows of its curation. */
  static double executions(Load load) {
    return load.tables() * Units.DAYS;
  }

  /** Windows that are computed. */
  static double runs(Load load) {
    return executions(load) * Assumption.WINDOWS.value();
  }

  /** Invocations of the function: those of the runs, the last prepare, and one to tidy a day. */
  static double steps(Load load) {
    return runs(load) * STEPS + executions(load) + Units.DAYS;
  }

  /** Rows that are served; half of the curations do, and each restates its last days. */
  static double servedRows(Load load) {
    return load.keysPerDay() * Assumption.WINDOWS.value() * Units.DAYS;
  }

  /** Folders of hours that are listed: each curation reads those of a pair of tables. */
  static double foldersRead(Load load) {
    double tablesRead = load.tables() * Math.min(load.tables(), Assumption.SCANS.value());
    return tablesRead * Assumption.SCANNED_HOURS.value() * Units.DAYS;
  }

  /** How often each hour of arrival is read, by all curations together. */
  static double readings(Load load) {
    double curations = Math.min(load.tables(), Assumption.SCANS.value());
    return curations * Assumption.SCANNED_HOURS.value() / 24;
  }
}
