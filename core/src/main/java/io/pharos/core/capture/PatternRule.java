package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of the whole text. Steps are counted, because some expressions need
 * exponential time or a deep stack for texts that a stranger chooses.
 */
final class PatternRule implements ValueRule {
  /** The most steps for each character of the text. */
  private static final int STEPS_PER_CHARACTER = 100;

  private static final int LEAST_STEPS = 10_000;

  private final Pattern pattern;

  PatternRule(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  @Override
  public @Nullable String broken(JsonParser value) throws IOException {
    try {
      return pattern.matcher(new CountedText(value.getText())).matches()
          ? null
          : "does not match the pattern " + pattern;
    } catch (TooManySteps | StackOverflowError tooMuch) {
      return "takes too long to match the pattern " + pattern + "; shorten it, or mend the pattern";
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** A text whose characters can be read only a limited number of times. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private long steps;

    CountedText(String text) {
      this.text = text;
      this.steps = LEAST_STEPS + (long) STEPS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
      if (--steps < 0) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
