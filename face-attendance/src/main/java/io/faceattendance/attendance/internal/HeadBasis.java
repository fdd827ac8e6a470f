package io.faceattendance.attendance.internal;

/**
 * On what a training of a head starts. Its head is kept only if this is the same at its end.
 *
 * @param people counts the changes of people and templates, whoever makes them
 * @param decisions counts the user's decisions about the head: trainings and switchings off
 */
public record HeadBasis(long people, long decisions) {}
