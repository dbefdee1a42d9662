package io.pharos.local;

import java.time.Duration;

/**
 * The limits of all queries together.
 *
 * @param atOnce the most queries that run side by side
 * @param waiting the most queries that wait for their turn
 * @param time of one, from its turn to its last row
 * @param memoryBytes beside the heap, and beside the memory of filing and curations
 */
public record QueryLimits(int atOnce, int waiting, Duration time, long memoryBytes) {}
