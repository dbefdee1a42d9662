package io.pharos.infra.warehouse;

import io.pharos.core.lake.LakeLayout;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** The bucket of the data, by zone, and that of query results. */
final class DataBuckets {
  /** The folder of records that Firehose could not deliver, unchanged. */
  static final String ERRORS = "errors/";

  private static final Duration INFREQUENT_AFTER = Duration.days(30); // S3's least
  private static final Duration REFUSED_KEPT = Duration.days(365);
  private static final Duration RESULTS_KEPT = Duration.days(7);
  private static final Duration REPLACED_KEPT = Duration.days(30);
  private static final Duration HALF_UPLOADS_KEPT = Duration.days(7);

  private DataBuckets() {}

  /**
   * The bucket of lake, raw archive and quarantine. No rule deletes files of the lake or the raw
   * archive.
   */
  static Bucket data(Construct scope, WarehouseOptions options) {
    return bucket(
        scope,
        "Data",
        options,
        List.of(
            housekeeping(),
            LifecycleRule.builder()
                .id("raw-is-rarely-read")
                .prefix(LakeLayout.RAW)
                .transitions(
                    List.of(
                        Transition.builder()
                            .storageClass(StorageClass.INFREQUENT_ACCESS)
                            .transitionAfter(INFREQUENT_AFTER)
                            .build()))
                .build(),
            expiring("quarantine", LakeLayout.QUARANTINE, REFUSED_KEPT),
            expiring("errors", ERRORS, REFUSED_KEPT)));
  }

  /** The bucket of query results, which are kept for a week because they can be computed again. */
  static Bucket queryResults(Construct scope, WarehouseOptions options) {
    return bucket(
        scope,
        "QueryResults",
        options,
        List.of(housekeeping(), expiring("results", "", RESULTS_KEPT)));
  }

  private static Bucket bucket(
      Construct scope, String id, WarehouseOptions options, List<LifecycleRule> rules) {
    return Bucket.Builder.create(scope, id)
        .encryption(BucketEncryption.KMS_MANAGED)
        .bucketKeyEnabled(true)
        .enforceSsl(true)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .versioned(!options.dev())
        .removalPolicy(options.removalOfData())
        .lifecycleRules(rules)
        .build();
  }

  /** Deletes replaced versions and unfinished uploads. */
  private static LifecycleRule housekeeping() {
    return LifecycleRule.builder()
        .id("housekeeping")
        .noncurrentVersionExpiration(REPLACED_KEPT)
        .abortIncompleteMultipartUploadAfter(HALF_UPLOADS_KEPT)
        .build();
  }

  private static LifecycleRule expiring(String id, String prefix, Duration kept) {
    LifecycleRule.Builder rule = LifecycleRule.builder().id(id + "-expire").expiration(kept);
    return prefix.isEmpty() ? rule.build() : rule.prefix(prefix).build();
  }
}
