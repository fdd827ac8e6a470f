package io.faceattendance.attendance.store;

import java.time.Instant;
import java.util.UUID;

/**
 * Which store it is, and how to tell its key. Read before anything is written.
 *
 * @param id made at random when the store is created, never changed
 * @param keyCheck shows whether a key is the store's, without giving it away; changes when the key
 *     is rotated
 * @param createdAt when the store was created, to the microsecond
 */
public record StoreHeader(UUID id, Bytes keyCheck, Instant createdAt) {}
