package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.Person;
import java.util.UUID;

/**
 * A person and the random key under which records and events of the person stand. An id may be
 * given to somebody else later, a key never.
 *
 * @param key the key
 * @param person who it is
 */
public record StoredPerson(UUID key, Person person) {}
