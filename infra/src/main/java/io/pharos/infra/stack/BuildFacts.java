package io.pharos.infra.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a deployment knows and the definitions do not: the stack's CloudFormation parameters.
 *
 * @param artifactBucket that the zips are in
 * @param commit that was built
 * @param build that made it
 */
record BuildFacts(String artifactBucket, String commit, String build) {
  static final String ARTIFACT_BUCKET = "ArtifactBucket";
  static final String COMMIT = "Commit";
  static final String BUILD = "Build";

  /** What CodePipeline and the AWS CLI call a template configuration file. */
  Map<String, Object> parameterFile(String stack) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(ARTIFACT_BUCKET, artifactBucket);
    parameters.put(COMMIT, commit);
    parameters.put(BUILD, build);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("Parameters", parameters);
    file.put("Tags", Map.of("Warehouse", stack));
    return file;
  }
}
