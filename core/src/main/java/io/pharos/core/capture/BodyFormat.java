package io.pharos.core.capture;

/** The forms of a body that a beacon takes. */
public enum BodyFormat {
  /** {@code {"<table>": [ {..}, .. ]}}. */
  JSON,
  /** One event a line. */
  NDJSON
}
