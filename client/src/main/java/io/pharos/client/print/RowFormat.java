package io.pharos.client.print;

/** How rows are printed. */
public enum RowFormat {
  TABLE,
  CSV,
  JSON
}
