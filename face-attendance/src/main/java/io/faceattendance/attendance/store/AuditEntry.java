package io.faceattendance.attendance.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that someone may have to answer for. It holds no name, no id of a person and no free
 * text, so that the erasure of a person leaves the log as it is.
 *
 * @param at when, to the microsecond
 * @param action what was done
 * @param person the key of the person it was about
 * @param details what else, as JSON text of ids and figures
 */
public record AuditEntry(Instant at, String action, Optional<UUID> person, String details) {}
