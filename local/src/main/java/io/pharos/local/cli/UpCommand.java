package io.pharos.local.cli;

import io.pharos.client.OperationFailed;
import io.pharos.local.DefinitionFolders;
import io.pharos.local.Housekeeping;
import io.pharos.local.LocalConfig;
import io.pharos.local.Warehouse;
import io.pharos.local.web.BrowserAddresses;
import io.pharos.local.web.Running;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 24;

  @Option(
      names = "--data",
      description = "Data folder; default: ${DEFAULT-VALUE}.",
      defaultValue = "data")
  Path data = Path.of("data");

  @Option(names = "--port", description = "Port; default: ${DEFAULT-VALUE}.", defaultValue = "8080")
  int port;

  @Option(
      names = "--host",
      description =
          "Address to listen at; default: ${DEFAULT-VALUE}. At another than this machine's own,"
              + " /api needs the token that is printed.",
      defaultValue = "127.0.0.1")
  String host = "";

  @Option(
      names = "--tables",
      description =
          "Table files; default: those that the data folder was used with last, else those of the"
              + " working copy.")
  @Nullable Path tables;

  @Option(names = "--curations", description = "Curations; default: as for the tables.")
  @Nullable Path curations;

  /** Events that were filed before the end began. */
  private volatile long filedBefore;

  @Override
  public Integer call() {
    InetAddress address = address();
    requireFree(address);
    URI url = url(address);
    LocalConfig config = LocalConfig.read(Folders.config());
    DefinitionFolders from = Folders.definitions(data, tables, curations);
    String before = DefinitionFolders.of(data).map(its -> its.tables().toString()).orElse("DIR");
    Warehouse warehouse = Warehouse.open(data, from, config, Optional.of(url.toString()));
    try (warehouse;
        RunningWarehouses.Word _ = new RunningWarehouses(Folders.running()).leave(data)) {
      from.rememberIn(data);
      warehouse.unknownTables().message(data, before).ifPresent(UpCommand::say);
      Optional<String> token =
          address.isLoopbackAddress() ? Optional.empty() : Optional.of(token());
      Running running = new Running(warehouse, url, token);
      running.serve();
      Ending.onSignal(() -> end(running));
      configureServer(address, config);
      try (Housekeeping housekeeping = new Housekeeping(warehouse)) {
        housekeeping.start();
        Server.run(() -> announce(url, from, token));
      }
    }
    long filed = warehouse.filedEvents() - filedBefore;
    say("ended; " + filed + " waiting events were filed, none is left");
    return 0;
  }

  private void end(Running running) {
    say("ending; what was acknowledged is filed first. Ctrl-C again ends it at once");
    filedBefore = running.warehouse().filedEvents();
    running.drain();
    Server.end();
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw OperationFailed.wrongInput("--host: there is no address '" + host + "'");
    }
  }

  /** Where this machine reaches it. */
  private URI url(InetAddress address) {
    boolean six = address instanceof Inet6Address;
    String name = host.replaceAll("[\\[\\]]", "");
    if (address.isAnyLocalAddress()) {
      name = six ? "::1" : "127.0.0.1";
    }
    URI url = URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
    if (url.getHost() == null) {
      throw OperationFailed.wrongInput(
          "--host: no URL can hold '" + host + "'; give its address, " + address.getHostAddress());
    }
    return url;
  }

  private void requireFree(InetAddress address) {
    if (port < 1 || port > 65_535) {
      throw OperationFailed.wrongInput("--port: " + port + " is not from 1 to 65535");
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw OperationFailed.failed(
          host
              + ":"
              + port
              + " cannot be listened at ("
              + e.getMessage()
              + "): end what uses it, or name another port with --port");
    }
  }

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void configureServer(InetAddress address, LocalConfig config) {
    System.setProperty("quarkus.http.host", address.getHostAddress());
    System.setProperty("quarkus.http.port", Integer.toString(port));
    BrowserAddresses.letIn();
    if (!config.corsOrigins().isEmpty()) {
      System.setProperty("quarkus.http.cors.enabled", "true");
      System.setProperty("quarkus.http.cors.origins", String.join(",", config.corsOrigins()));
    }
  }

  private void announce(URI url, DefinitionFolders from, Optional<String> token) {
    say("ready at " + url + ", data in " + data + ", tables of " + from.tables());
    token.ifPresent(secret -> say("/api needs the header Authorization: Bearer " + secret));
  }

  private static void say(String line) {
    System.err.println("pharos: " + line);
  }
}
