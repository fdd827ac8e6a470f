package io.faceattendance.attendance;

import io.faceattendance.PersonId;

/**
 * What the removal of a person did. The person's events stay, without id and name: nothing in the
 * store says any more whom they are about.
 *
 * @param person who was removed; id, name and templates are gone for every later call
 * @param templates how many templates were deleted
 * @param erased whether the deleted bytes are gone from the files as well; false if another program
 *     was reading the store for so long that its write-ahead log could not be emptied: the next
 *     removal, opening or closing when nobody reads does it
 */
public record RemovalReceipt(PersonId person, int templates, boolean erased) {}
