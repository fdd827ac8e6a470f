package io.faceattendance.attendance.internal;

import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;

/**
 * That a head is to be used, and trained again whenever people change.
 *
 * @param kind what it is
 * @param seed what it is trained with
 * @param scoring how the galleries compare people that it is tried and used in
 */
public record HeadWish(HeadKind kind, long seed, TemplateScoring scoring) {}
