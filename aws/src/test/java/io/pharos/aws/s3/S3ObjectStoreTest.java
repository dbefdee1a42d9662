package io.pharos.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.objects.Labels;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.ObjectStoreContractTest;
import io.pharos.core.objects.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@NeedsEndpoint
class S3ObjectStoreTest extends ObjectStoreContractTest {
  private Endpoint endpoint;
  private S3Client s3;
  private String bucket;
  private S3ObjectStore store;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    s3 = endpoint.s3();
    bucket = endpoint.createBucket();
    store = new S3ObjectStore(s3, bucket);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected void put(String key, byte[] content) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  @Override
  protected byte[] content(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
  }

  @Test
  void listsMoreObjectsAndFoldersThanAPageHolds() {
    List<String> keys =
        IntStream.range(0, 1_010).mapToObj("lake/folder-%04d/part-0"::formatted).toList();
    keys.parallelStream().forEach(key -> put(key, new byte[0]));

    assertThat(store.list("lake/")).extracting(StoredObject::key).containsExactlyElementsOf(keys);
    assertThat(store.folders("lake/"))
        .containsExactlyElementsOf(
            IntStream.range(0, 1_010).mapToObj("folder-%04d"::formatted).toList());
  }

  @Test
  void copiesAnObjectWithAKeyThatAUrlWouldMistake() {
    put("lake/day=2026-11-21/a b+c%20\u00E9?#.csv", new byte[] {1});
    store.copy("lake/day=2026-11-21/a b+c%20\u00E9?#.csv", "to/a b+c%20\u00E9?#", Labels.NONE);

    assertThat(content("to/a b+c%20\u00E9?#")).containsExactly(1);
  }

  @Test
  void labelsAnObjectWithSignsOfAUrl() {
    put("a", new byte[0]);
    Labels labels =
        new Labels(Map.of("owner", "a=b&c"), Map.of("class", "a+b:c/d@e", "cost centre", "4 = 5"));
    store.copy("a", "b", labels);

    assertThat(store.labels("b")).isEqualTo(labels);
  }

  @Test
  void saysWhenThereIsNoSuchObject() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> store.copy("gone", "b", Labels.NONE));
    assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> store.labels("gone"));
  }
}
