package io.pharos.infra.cost;

/** The capacity mode of the streams: {@code stream: {shards}} or {@code {on_demand: true}}. */
enum StreamMode {
  SHARDS,
  ON_DEMAND
}
