package io.pharos.infra.warehouse;

import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The functions' zips from {@code ./pharos package}.
 *
 * @param bucket name of their bucket; may be a token
 * @param sha256 of each zip, in hex: its key in the bucket is {@code <sha256>.zip}. It is literal
 *     in the template, so that another zip makes another version of the function
 */
public record FunctionCode(String bucket, Platform platform, Map<LambdaFunction, String> sha256) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public FunctionCode {
    sha256 = new EnumMap<>(sha256);
    for (LambdaFunction function : LambdaFunction.values()) {
      String hash = sha256.get(function);
      if (hash == null || !HASH.matcher(hash).matches()) {
        throw new IllegalArgumentException(
            function.module() + ": '" + hash + "' is not the SHA-256 of a zip in hex");
      }
    }
  }

  /** The same zips in another bucket. */
  public FunctionCode in(String other) {
    return new FunctionCode(other, platform, sha256);
  }

  /** The key of a function's zip. */
  String key(LambdaFunction function) {
    return sha256.get(function) + ".zip";
  }
}
