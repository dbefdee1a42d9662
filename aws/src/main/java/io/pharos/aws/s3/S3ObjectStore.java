package io.pharos.aws.s3;

import io.pharos.aws.Actions;
import io.pharos.core.objects.Labels;
import io.pharos.core.objects.ObjectKey;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.StoredObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** The objects of a bucket. */
public final class S3ObjectStore implements ObjectStore {
  private final S3Client s3;
  private final String bucket;

  public S3ObjectStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Actions("s3:ListBucket")
  @Override
  public List<StoredObject> list(String prefix) {
    ObjectKey.requirePrefix(prefix);
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object -> new StoredObject(object.key(), object.size(), object.lastModified()))
        .toList();
  }

  @Actions("s3:ListBucket")
  @Override
  public List<String> folders(String folder) {
    ObjectKey.requireFolder(folder);
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(prefix -> prefix.prefix().substring(folder.length(), prefix.prefix().length() - 1))
        .toList();
  }

  @Actions({"s3:GetObject", "s3:GetObjectTagging"})
  @Override
  public Labels labels(String key) {
    ObjectKey.require(key);
    Map<String, String> tags =
        s3.getObjectTagging(get -> get.bucket(bucket).key(key)).tagSet().stream()
            .collect(Collectors.toMap(Tag::key, Tag::value));
    return new Labels(s3.headObject(head -> head.bucket(bucket).key(key)).metadata(), tags);
  }

  @Actions({"s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"})
  @Override
  public void copy(String from, String to, Labels labels) {
    ObjectKey.require(from);
    ObjectKey.require(to);
    s3.copyObject(copy ->
        copy.sourceBucket(bucket)
            .sourceKey(from)
            .destinationBucket(bucket)
            .destinationKey(to)
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(labels.metadata())
            .taggingDirective(TaggingDirective.REPLACE)
            .tagging(query(labels.tags())));
  }

  /** Tags as URL parameters: the form of the header. */
  private static String query(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> encoded(tag.getKey()) + "=" + encoded(tag.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Actions("s3:DeleteObject")
  @Override
  public void delete(String key) {
    ObjectKey.require(key);
    s3.deleteObject(delete -> delete.bucket(bucket).key(key));
  }
}
