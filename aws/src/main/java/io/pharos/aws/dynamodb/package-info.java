/** Served rows, runs and leases on DynamoDB. */
@NullMarked
package io.pharos.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
