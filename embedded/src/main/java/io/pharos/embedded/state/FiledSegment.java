package io.pharos.embedded.state;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The result of filing a segment.
 *
 * @param filedAt when it became visible to queries
 * @param file absent if the engine refused every line
 * @param minutes events per minute of event time, in minutes since 1970
 */
public record FiledSegment(
    TableName table,
    String segment,
    Partition partition,
    Instant filedAt,
    Optional<LakeFile> file,
    Map<Long, Long> minutes) {
  public FiledSegment {
    minutes = Map.copyOf(minutes);
  }
}
