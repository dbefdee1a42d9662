package io.pharos.aws.sns;

import io.pharos.aws.Actions;
import io.pharos.core.notify.Notice;
import io.pharos.core.notify.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Sends notices to two topics: failures and successes. */
public final class SnsNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(SnsNotifier.class);

  private final SnsClient sns;
  private final String failures;
  private final String successes;

  /**
   * @param failures ARN of the topic of failures
   * @param successes ARN of the topic of successes
   */
  public SnsNotifier(SnsClient sns, String failures, String successes) {
    this.sns = sns;
    this.failures = failures;
    this.successes = successes;
  }

  @Actions("sns:Publish")
  @Override
  public void tell(Notice notice) {
    try {
      sns.publish(publish ->
          publish
              .topicArn(notice.failure() ? failures : successes)
              .subject(subject(notice.subject()))
              .message(notice.message()));
    } catch (SdkException e) {
      LOG.error("a notice was not given: {}", notice.subject(), e);
    }
  }

  /** A subject for SNS: printable ASCII only, with a letter, digit or mark first. */
  private static String subject(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?").strip();
  }
}
