package io.pharos.embedded.state;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a segment of the stream became.
 *
 * @param filedAt when queries see it from
 * @param file absent where the engine refused every line
 * @param minutes events per minute of event time, by minutes since 1970
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
