package io.pharos.local;

import java.time.Duration;

/**
 * What the queries that are asked may take together.
 *
 * @param atOnce so many run side by side
 * @param waiting so many more wait for their turn
 * @param time of one, from its turn to its last row
 * @param memoryBytes beside the heap, and beside what filing and curations take
 */
public record QueryLimits(int atOnce, int waiting, Duration time, long memoryBytes) {}
