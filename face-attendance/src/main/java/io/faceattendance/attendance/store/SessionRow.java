package io.faceattendance.attendance.store;

import io.faceattendance.attendance.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A session that takes or took place.
 *
 * @param id the application's key
 * @param start when it starts; empty for one without a schedule
 * @param end when it ends; empty for one without a schedule
 * @param createdAt when it was stored, to the microsecond
 * @param details everything else, as JSON text
 */
public record SessionRow(
    SessionId id,
    Optional<Instant> start,
    Optional<Instant> end,
    Instant createdAt,
    String details) {}
