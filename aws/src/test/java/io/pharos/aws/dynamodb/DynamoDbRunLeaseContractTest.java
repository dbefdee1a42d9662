package io.pharos.aws.dynamodb;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.curation.RunLease;
import io.pharos.core.curation.RunLeaseContractTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@NeedsEndpoint
class DynamoDbRunLeaseContractTest extends RunLeaseContractTest {
  private Endpoint endpoint;
  private DynamoDbRunLease lease;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    lease = new DynamoDbRunLease(endpoint.dynamoDb(), endpoint.createHistoryTable(), clock);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected RunLease lease() {
    return lease;
  }
}
