package io.pharos.infra.packaging;

import io.pharos.core.deployment.StackNames;
import java.util.List;

/** The functions, and the modules of each. */
public enum LambdaFunction {
  BEACON("beacon", true),
  TRAFFIC_API("traffic-api", true),
  REALTIME_METRICS("realtime-metrics", false),
  PREPROCESSOR("preprocessor", false),
  PARTITIONER("partitioner", false),
  CURATION("curation", false);

  private final String module;
  private final boolean http;

  LambdaFunction(String module, boolean http) {
    this.module = module;
    this.http = http;
  }

  /** Its folder, which is also its name. */
  public String module() {
    return module;
  }

  /** Its name in a stack. */
  public String nameIn(StackNames names) {
    return names.stack() + "-" + module;
  }

  /** The sources whose change makes another build of it. */
  List<String> sources() {
    return http
        ? List.of("pom.xml", "function", "core", "aws", "http", module)
        : List.of("pom.xml", "function", "core", "aws", module);
  }
}
