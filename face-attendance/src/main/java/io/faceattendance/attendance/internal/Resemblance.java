package io.faceattendance.attendance.internal;

import io.faceattendance.PersonId;

/**
 * A new template that resembles somebody else and was enrolled all the same, by decision of the
 * caller: recorded in the audit log.
 *
 * @param other whom it resembles
 * @param similarity cosine
 */
public record Resemblance(PersonId other, double similarity) {}
