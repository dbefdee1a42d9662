package io.pharos.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.pharos.core.capture.PercentEncoding;
import io.pharos.core.capture.RequestTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads the events of an HTTP API. Their path is encoded again, because API Gateway decodes it and
 * Quarkus expects an encoded one. In their query, characters that browsers send but addresses do
 * not allow are encoded. An event without a value that Quarkus needs is a {@link MalformedEvent}.
 * Every function behind an HTTP API registers this with its mapper.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Create
 *     routes for HTTP APIs</a>
 */
public final class HttpEvents extends SimpleModule {
  private static final long serialVersionUID = 1;

  /**
   * The characters that stay unencoded in a path (RFC 3986, 3.3), besides letters and digits;
   * without {@code ;}, after which Jakarta REST would read a matrix parameter.
   */
  private static final PercentEncoding PATH = new PercentEncoding("/-._~!$&'()*+,=:@");

  public HttpEvents() {
    super("http-events");
    setDeserializerModifier(new OfEvents());
  }

  private static final class OfEvents extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public BeanDeserializerBuilder updateBuilder(
        DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
      if (bean.getBeanClass() == APIGatewayV2HTTPEvent.class) {
        encode("rawPath", PATH::encoded, builder);
        encode(
            "rawQueryString",
            query -> RequestTarget.encoded(query, StandardCharsets.UTF_8),
            builder);
      }
      return builder;
    }

    private static void encode(
        String name, UnaryOperator<String> as, BeanDeserializerBuilder builder) {
      SettableBeanProperty property = builder.findProperty(PropertyName.construct(name));
      builder.addOrReplaceProperty(property.withValueDeserializer(new Encoder(as)), true);
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
      return bean.getBeanClass() == APIGatewayV2HTTPEvent.class ? new Checked(reader) : reader;
    }
  }

  /** Reports a missing or wrong value by its path. */
  private static final class Checked extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    Checked(JsonDeserializer<?> reader) {
      super(reader);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new Checked(reader);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        APIGatewayV2HTTPEvent event = (APIGatewayV2HTTPEvent) super.deserialize(parser, context);
        if (event.getRawPath() == null) {
          throw malformed("rawPath: missing from the input");
        }
        if (event.getRequestContext() == null
            || event.getRequestContext().getHttp() == null
            || event.getRequestContext().getHttp().getMethod() == null) {
          throw malformed("requestContext.http.method: missing from the input");
        }
        return event;
      } catch (JsonMappingException e) {
        String place =
            e.getPath().stream()
                .map(step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        throw malformed((place.isEmpty() ? "the event" : place) + ": is of another kind");
      }
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      throw malformed("the event: is null where an object is needed");
    }

    private static MalformedEvent malformed(String what) {
      return new MalformedEvent(what + "; an HTTP API with payload version 2.0 is needed");
    }
  }

  private static final class Encoder extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1;

    private final transient UnaryOperator<String> encoded;

    Encoder(UnaryOperator<String> encoded) {
      super(String.class);
      this.encoded = encoded;
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return encoded.apply(StringDeserializer.instance.deserialize(parser, context));
    }
  }
}
