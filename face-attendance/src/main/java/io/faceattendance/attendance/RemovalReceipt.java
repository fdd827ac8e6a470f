package io.faceattendance.attendance;

import io.faceattendance.PersonId;

/**
 * What the removal of a person did. The person's events stay, without id and name: nothing in the
 * store says any more whom they are about.
 *
 * @param person who was removed; id, name and templates are gone for every later call
 * @param templates how many templates were deleted
 * @param headDeleted whether a trained head was deleted with them, as it knew the person; it can be
 *     trained again
 * @param erased whether the deleted bytes are gone from the files as well; false if another program
 *     used the store for so long, or the disk failed, that the file could not be written anew: that
 *     is done when the store is opened next, or somebody is removed
 */
public record RemovalReceipt(PersonId person, int templates, boolean headDeleted, boolean erased) {}
