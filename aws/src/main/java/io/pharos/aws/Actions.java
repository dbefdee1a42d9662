package io.pharos.aws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The IAM actions of a method's calls, its own and those of methods without {@code @Actions} that
 * it uses. A test compares them with the calls in the bytecode, and the role of each function with
 * the methods that the function reaches.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Actions {
  String[] value();
}
