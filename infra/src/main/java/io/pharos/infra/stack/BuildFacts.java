package io.pharos.infra.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The facts of a deployment that the definitions lack: the stack's CloudFormation parameters.
 *
 * @param artifactBucket with the zips
 * @param commit of the build
 * @param build id of the build
 */
record BuildFacts(String artifactBucket, String commit, String build) {
  static final String ARTIFACT_BUCKET = "ArtifactBucket";
  static final String COMMIT = "Commit";
  static final String BUILD = "Build";

  /** The template configuration file of CodePipeline and the AWS CLI. */
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
