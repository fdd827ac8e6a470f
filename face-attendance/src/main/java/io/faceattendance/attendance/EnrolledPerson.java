package io.faceattendance.attendance;

/**
 * A person in the store.
 *
 * @param person who it is
 * @param templates how many templates are stored, one for each accepted photo
 */
public record EnrolledPerson(Person person, int templates) {}
