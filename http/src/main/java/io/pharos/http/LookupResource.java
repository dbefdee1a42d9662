package io.pharos.http;

import io.pharos.core.serving.LookupOutcome;
import io.pharos.core.serving.LookupRequest;
import io.pharos.core.serving.ServedLookup;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The look-up of served rows, such as the traffic of an ad (4.3 of docs/architecture.md). */
@Path("/")
@Singleton
@IfBuildProperty(name = "pharos.http.lookup", stringValue = "true")
public class LookupResource {
  private final ServedLookup lookup;

  @Inject
  public LookupResource(ServedLookup lookup) {
    this.lookup = lookup;
  }

  /** The rows of a key from one day to another. */
  @GET
  @Path("{database}/{as}/{key}")
  public Response rows(
      @PathParam("database") String database,
      @PathParam("as") String as,
      @PathParam("key") String key,
      @QueryParam("start") @Nullable String start,
      @QueryParam("end") @Nullable String end,
      @QueryParam("page") @Nullable String page,
      @QueryParam("limit") @Nullable String limit) {
    LookupRequest request =
        new LookupRequest(
            database,
            as,
            key,
            Optional.ofNullable(start),
            Optional.ofNullable(end),
            Optional.ofNullable(page),
            Optional.ofNullable(limit));
    return switch (lookup.find(request)) {
      case LookupOutcome.Found found ->
          Response.ok(found.json(), MediaType.APPLICATION_JSON_TYPE).build();
      case LookupOutcome.BadRequest bad -> Errors.of(400, bad.message());
      case LookupOutcome.NotFound missing -> Errors.of(404, missing.message());
    };
  }
}
