package io.pharos.infra.cost;

/** The services of a warehouse, in the order of the bill. */
enum Service {
  HTTP_API("HTTP API"),
  LAMBDA("Lambda"),
  KINESIS("Kinesis"),
  FIREHOSE("Firehose"),
  S3("S3"),
  GLUE("Glue"),
  ATHENA("Athena"),
  DYNAMODB("DynamoDB"),
  CLOUDWATCH("CloudWatch"),
  STEP_FUNCTIONS("Step Functions"),
  SCHEDULER("Scheduler"),
  KMS("KMS"),
  TRANSFER("Data transfer");

  private final String title;

  Service(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
