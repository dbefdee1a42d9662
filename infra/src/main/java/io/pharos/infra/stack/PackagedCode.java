package io.pharos.infra.stack;

import io.pharos.infra.packaging.Artifacts;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import io.pharos.infra.warehouse.FunctionCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The zips of a deployment, as {@code ./pharos package} lists them in {@code artifacts.json}. */
public final class PackagedCode {
  /** The hash of a zip that is not made yet. */
  private static final String NONE = "0".repeat(64);

  /** The placeholder of the bucket until the stack has its parameter. */
  private static final String BUCKET = "artifacts";

  private PackagedCode() {}

  /** The zips of a template that is only read and checked, not deployed. */
  public static FunctionCode none() {
    Map<LambdaFunction, String> hashes = new EnumMap<>(LambdaFunction.class);
    for (LambdaFunction function : LambdaFunction.values()) {
      hashes.put(function, NONE);
    }
    return new FunctionCode(BUCKET, Platform.ARM64, hashes);
  }

  /**
   * Reads {@code artifacts.json}.
   *
   * @throws IOException if it is not valid, with the reason
   */
  public static FunctionCode read(Path file) throws IOException {
    Artifacts artifacts = Artifacts.read(file);
    Map<LambdaFunction, String> hashes = new EnumMap<>(LambdaFunction.class);
    artifacts.functions().forEach((function, zip) -> hashes.put(function, zip.sha256()));
    try {
      return new FunctionCode(BUCKET, artifacts.platform(), hashes);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s; %s".formatted(file, e.getMessage(), Artifacts.REMEDY), e);
    }
  }
}
