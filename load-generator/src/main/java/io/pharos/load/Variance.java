package io.pharos.load;

import io.pharos.load.users.Spread;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How much a time differs from case to case, as a time or as a share of the mean. */
sealed interface Variance {
  /** What the option means where nothing follows it. */
  String WITHOUT_VALUE = "20%";

  Spread around(Duration mean);

  /** A standard deviation as a time. */
  record Fixed(Duration deviation) implements Variance {
    @Override
    public Spread around(Duration mean) {
      return new Spread(mean, deviation);
    }
  }

  /** A standard deviation as a percentage of the mean. */
  record Share(int percent) implements Variance {
    @Override
    public Spread around(Duration mean) {
      return new Spread(mean, mean.multipliedBy(percent).dividedBy(100));
    }
  }

  /** Reads {@code 1s} or {@code 20%}. */
  final class Converter implements ITypeConverter<Variance> {
    @Override
    public Variance convert(String text) {
      if (text.matches("[0-9]{1,3}%")) {
        return new Share(Integer.parseInt(text.substring(0, text.length() - 1)));
      }
      try {
        return new Fixed(new DurationConverter().convert(text));
      } catch (TypeConversionException e) {
        throw new TypeConversionException(
            "'" + text + "' is neither a time such as 1s nor a share such as 20%");
      }
    }
  }
}
