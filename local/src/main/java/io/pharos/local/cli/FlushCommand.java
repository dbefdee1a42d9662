package io.pharos.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "flush", mixinStandardHelpOptions = true)
final class FlushCommand implements Callable<Integer> {
  @Mixin Target target = new Target();

  @Override
  public Integer call() {
    return target.changing(warehouse -> {
      warehouse.flush();
      return 0;
    });
  }
}
