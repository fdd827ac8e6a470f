package io.faceattendance.attendance;

import io.faceattendance.Image;
import java.time.Instant;
import java.util.UUID;

/**
 * A picture of somebody's face that was kept, as {@link AttendanceOptions.Pictures} wants it.
 *
 * @param id of the record
 * @param at when it was stored
 * @param image the face with a margin, as it was in the photo
 */
public record KeptPicture(UUID id, Instant at, Image image) {}
