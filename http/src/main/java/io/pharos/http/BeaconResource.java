package io.pharos.http;

import io.pharos.core.capture.BeaconAnswer;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.CaptureOutcome;
import io.pharos.core.capture.EventResult;
import io.pharos.core.capture.WriteKeys;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The beacon: accepts events (4.2 of docs/architecture.md). */
@Path("/")
@Singleton
@IfBuildProperty(name = "pharos.http.beacon", stringValue = "true")
public class BeaconResource {
  static final String KEY_HEADER = "X-Pharos-Key";

  private static final int BAD_REQUEST = 400;
  private static final String PIXEL_SUFFIX = ".gif";
  private static final String NO_KEY =
      "a write key is needed: send it as the header X-Pharos-Key or as ?key=";

  /** One transparent pixel. */
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

  private static final MediaType GIF = new MediaType("image", "gif");

  private final Capture capture;
  private final WriteKeys keys;
  private final BodyRoom room;

  @Inject
  public BeaconResource(Capture capture, WriteKeys keys, BodyRoom room) {
    this.capture = capture;
    this.keys = keys;
    this.room = room;
  }

  /** Takes the events of a body. */
  @POST
  @Path("{database}/{table}")
  public CompletionStage<Response> events(
      @PathParam("database") String database,
      @PathParam("table") String table,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @HeaderParam(KEY_HEADER) @Nullable String headerKey,
      @QueryParam(WriteKeys.PARAMETER) @Nullable String queryKey,
      byte[] sent) {
    if (!keys.allow(headerKey == null ? queryKey : headerKey)) {
      return CompletableFuture.completedStage(Errors.of(401, NO_KEY));
    }
    return switch (Body.of(mediaType, encoding, sent, room)) {
      case Body.TooLarge refused ->
          CompletableFuture.completedStage(Errors.of(refused.status(), refused.why()));
      case Body.Unreadable unreadable ->
          answer(capture.unreadable(database, table, sent, unreadable.why()), unreadable.status());
      case Body.Plain plain ->
          answer(capture.body(database, table, plain.format(), plain.bytes()), BAD_REQUEST);
    };
  }

  private CompletionStage<Response> answer(
      CompletionStage<CaptureOutcome> outcome, int unreadable) {
    room.keepUntil(outcome);
    return cancellable(outcome.thenApply(known -> answer(known, unreadable)));
  }

  /** Takes the one event in the query string of a pixel. */
  @GET
  @Path("{database}/{file}")
  public CompletionStage<Response> pixel(
      @PathParam("database") String database,
      @PathParam("file") String file,
      @HeaderParam(KEY_HEADER) @Nullable String headerKey,
      @Context UriInfo address) {
    if (!file.endsWith(PIXEL_SUFFIX)) {
      return CompletableFuture.completedStage(
          Errors.of(404, "there is nothing at this address; a pixel is <table>.gif"));
    }
    KeyedQuery query = KeyedQuery.of(keys, headerKey, address.getRequestUri().getRawQuery());
    if (!keys.allow(query.key())) {
      return CompletableFuture.completedStage(picture(401));
    }
    String table = file.substring(0, file.length() - PIXEL_SUFFIX.length());
    if (!room.grow(query.event().raw().length())) {
      return CompletableFuture.completedStage(picture(503));
    }
    CompletionStage<CaptureOutcome> outcome = capture.pixel(database, table, query.event());
    room.keepUntil(outcome);
    return cancellable(outcome.thenApply(known -> picture(status(known))));
  }

  /** The host may cancel an answer when its client has left; the events are stored all the same. */
  private static CompletionStage<Response> cancellable(CompletionStage<Response> answer) {
    return answer.toCompletableFuture();
  }

  /**
   * @param unreadable the status if the body could not be read
   */
  private static Response answer(CaptureOutcome outcome, int unreadable) {
    return switch (outcome) {
      case CaptureOutcome.Captured captured ->
          Response.ok(BeaconAnswer.json(captured.results()), MediaType.APPLICATION_JSON_TYPE)
              .build();
      case CaptureOutcome.BadRequest bad -> Errors.of(unreadable, bad.message());
      case CaptureOutcome.UnknownTable unknown -> Errors.of(404, unknown.message());
      case CaptureOutcome.Unavailable unavailable ->
          Errors.of(
              unavailable.throttled() ? Errors.TOO_MANY_REQUESTS : 503, unavailable.message());
    };
  }

  private static int status(CaptureOutcome outcome) {
    return switch (outcome) {
      case CaptureOutcome.Captured captured ->
          captured.results().getFirst() instanceof EventResult.Accepted ? 200 : 400;
      case CaptureOutcome.BadRequest bad -> 400;
      case CaptureOutcome.UnknownTable unknown -> 404;
      case CaptureOutcome.Unavailable unavailable -> 503;
    };
  }

  private static Response picture(int status) {
    Response.ResponseBuilder response =
        Response.status(status)
            .type(GIF)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(PIXEL);
    if (status == 503) {
      response.header(HttpHeaders.RETRY_AFTER, 1);
    }
    return response.build();
  }
}
