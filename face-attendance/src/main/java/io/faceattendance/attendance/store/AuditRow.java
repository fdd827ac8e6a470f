package io.faceattendance.attendance.store;

/**
 * An entry of the audit log in its place.
 *
 * @param sequence 1 for the first, without gaps
 * @param entry what was done
 * @param epoch which key the chain was continued with
 * @param mac over the entry, its sequence and the mac before it
 */
public record AuditRow(long sequence, AuditEntry entry, int epoch, Bytes mac) {}
