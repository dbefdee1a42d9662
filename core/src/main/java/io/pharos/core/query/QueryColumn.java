package io.pharos.core.query;

/** A column of a query's result. */
public record QueryColumn(String name, SqlType type) {}
