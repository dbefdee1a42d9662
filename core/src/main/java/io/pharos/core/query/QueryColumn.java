package io.pharos.core.query;

/** A column that a query gives. */
public record QueryColumn(String name, SqlType type) {}
