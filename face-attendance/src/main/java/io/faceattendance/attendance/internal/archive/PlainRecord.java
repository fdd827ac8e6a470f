package io.faceattendance.attendance.internal.archive;

import java.time.Instant;
import java.util.UUID;

/**
 * A sealed record without its seal.
 *
 * @param id its id
 * @param person the key of the person whose it is
 * @param kind what it is
 * @param label what is known of it without a key
 * @param createdAt when it was stored
 * @param plain the bytes; not copied, overwritten by whoever opened it
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived: overwritten when it was used
record PlainRecord(
    UUID id, UUID person, String kind, String label, Instant createdAt, byte[] plain) {}
