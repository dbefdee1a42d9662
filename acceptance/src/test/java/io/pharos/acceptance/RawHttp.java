package io.pharos.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends requests byte by byte: clients in Java take no address that a browser sends and the syntax
 * of addresses does not have.
 */
final class RawHttp {
  private static final String END_OF_HEAD = "\r\n\r\n";

  private RawHttp() {}

  static Answer send(URI server, Request request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(bytes(server, request));
      return answer(socket.getInputStream().readAllBytes());
    }
  }

  /** Of HTTP 1.0, so that the answer ends with the connection and is in one piece. */
  private static byte[] bytes(URI server, Request request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put("host", server.getAuthority());
    headers.put("content-length", Integer.toString(request.body().length));
    StringBuilder head =
        new StringBuilder(request.method() + " " + request.target() + " HTTP/1.0\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(request.body());
    return bytes.toByteArray();
  }

  private static Answer answer(byte[] bytes) {
    String answer = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = answer.indexOf(END_OF_HEAD);
    Map<String, String> headers = new TreeMap<>();
    answer
        .substring(0, end)
        .lines()
        .skip(1)
        .map(line -> line.split(":", 2))
        .forEach(header -> headers.put(header[0], header[1].strip()));
    return Answer.of(
        Integer.parseInt(answer.split(" ", 3)[1]),
        headers,
        answer.substring(end + END_OF_HEAD.length()));
  }
}
