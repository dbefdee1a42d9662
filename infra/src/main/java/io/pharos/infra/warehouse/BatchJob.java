package io.pharos.infra.warehouse;

import io.pharos.core.schedule.Schedule;
import software.amazon.awscdk.services.lambda.IFunction;

/** A function that fills a table on a schedule. */
public record BatchJob(Schedule schedule, IFunction function) {}
