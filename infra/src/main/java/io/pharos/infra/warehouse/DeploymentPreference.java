package io.pharos.infra.warehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a new version of a function takes over: CodeDeploy's own configurations. */
public enum DeploymentPreference {
  CANARY_10_PERCENT_5_MINUTES("Canary10Percent5Minutes"),
  CANARY_10_PERCENT_10_MINUTES("Canary10Percent10Minutes"),
  CANARY_10_PERCENT_15_MINUTES("Canary10Percent15Minutes"),
  CANARY_10_PERCENT_30_MINUTES("Canary10Percent30Minutes"),
  LINEAR_10_PERCENT_EVERY_1_MINUTE("Linear10PercentEvery1Minute"),
  LINEAR_10_PERCENT_EVERY_2_MINUTES("Linear10PercentEvery2Minutes"),
  LINEAR_10_PERCENT_EVERY_3_MINUTES("Linear10PercentEvery3Minutes"),
  LINEAR_10_PERCENT_EVERY_10_MINUTES("Linear10PercentEvery10Minutes"),
  /** At once and without a check of alarms: for development. */
  ALL_AT_ONCE("AllAtOnce");

  private final String text;

  DeploymentPreference(String text) {
    this.text = text;
  }

  /** Its spelling in a configuration file. */
  public String text() {
    return text;
  }

  /** Its name in CodeDeploy. */
  String codeDeployName() {
    return "CodeDeployDefault.Lambda" + text;
  }

  /** The preference of a spelling. */
  public static Optional<DeploymentPreference> of(String text) {
    return Arrays.stream(values()).filter(preference -> preference.text.equals(text)).findFirst();
  }

  /** All spellings. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(DeploymentPreference::text).toList();
  }
}
