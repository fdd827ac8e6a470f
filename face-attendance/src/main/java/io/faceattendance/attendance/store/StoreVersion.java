package io.faceattendance.attendance.store;

/**
 * Counts what was committed, by whichever program.
 *
 * @param gallery grows with every commit that changes people, sealed records, documents or the
 *     header; recording sessions, events and audit entries alone leaves it
 * @param templates grows with every commit that puts or removes a sealed record of the kind {@link
 *     SealedRow#TEMPLATE}, or removes a person
 * @param search grows like {@code gallery}, but for commits that put or remove sealed records of
 *     other kinds alone, on which no search depends
 */
public record StoreVersion(long gallery, long templates, long search) {}
