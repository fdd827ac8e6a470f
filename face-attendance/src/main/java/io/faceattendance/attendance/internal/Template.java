package io.faceattendance.attendance.internal;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import java.util.UUID;

/**
 * A template in the clear, in memory.
 *
 * @param id its id
 * @param person whose it is
 * @param embedding the face
 */
public record Template(UUID id, PersonId person, Embedding embedding) {}
