package io.pharos.infra.cost;

/** How the streams' capacity is bought: {@code stream: {shards}} or {@code {on_demand: true}}. */
enum StreamMode {
  SHARDS,
  ON_DEMAND
}
