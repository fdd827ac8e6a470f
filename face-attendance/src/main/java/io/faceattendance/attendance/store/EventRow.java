package io.faceattendance.attendance.store;

import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fact, never changed. There is at most one with the same session, person, kind and occurrence.
 *
 * @param id random
 * @param session in which session
 * @param person the key of the person, who may have been removed since
 * @param kind what happened
 * @param occurrence tells facts of one kind apart
 * @param attends whether it shows that the person was there; the first such fact of a person in a
 *     session is answered as {@link EventOutcome#FIRST}
 * @param at when it happened, to the microsecond
 * @param recordedAt when it was stored, to the microsecond
 * @param source who says so: a face, a claim, a hand
 * @param evidence the face, if one was seen
 * @param refersTo the event that is voided
 * @param details what else belongs to it, as JSON text; no name and no free text
 */
public record EventRow(
    UUID id,
    SessionId session,
    UUID person,
    String kind,
    long occurrence,
    boolean attends,
    Instant at,
    Instant recordedAt,
    String source,
    Optional<Evidence> evidence,
    Optional<UUID> refersTo,
    String details) {}
