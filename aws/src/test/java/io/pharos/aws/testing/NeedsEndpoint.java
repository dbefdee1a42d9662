package io.pharos.aws.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that run where {@code AWS_ENDPOINT_URL} names an {@link Endpoint}; elsewhere they are
 * disabled and noted in {@code target/groups-not-run}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(EndpointCondition.class)
public @interface NeedsEndpoint {}
