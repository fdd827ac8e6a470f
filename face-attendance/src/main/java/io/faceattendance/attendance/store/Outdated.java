package io.faceattendance.attendance.store;

import java.time.Instant;

/**
 * What is older than an instant.
 *
 * @param before the instant
 * @param events how many events happened before it
 * @param sessions how many sessions ended before it, or without an end were stored before it, and
 *     have no event that stays
 */
public record Outdated(Instant before, long events, long sessions) {}
