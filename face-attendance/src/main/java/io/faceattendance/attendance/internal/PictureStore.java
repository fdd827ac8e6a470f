package io.faceattendance.attendance.internal;

import io.faceattendance.Image;
import io.faceattendance.ImageException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.KeptPicture;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.image.Images;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Pictures of faces that are kept, encrypted as JPEG. Thread-safe. */
public final class PictureStore {
  private static final String JPEG = "image/jpeg";

  private final Vault vault;

  /**
   * Over an open store.
   *
   * @param vault the store; left open
   */
  public PictureStore(Vault vault) {
    this.vault = vault;
  }

  /**
   * A picture as a record, to be put into a change.
   *
   * @param person the key of the person whose face it is
   * @param face the face
   * @return the record
   */
  public SealedRow seal(UUID person, Image face) {
    return seal(UUID.randomUUID(), person, face);
  }

  /**
   * A picture as a record that takes the place of an earlier one.
   *
   * @param id of the record
   * @param person the key of the person whose face it is
   * @param face the face
   * @return the record
   */
  public SealedRow seal(UUID id, UUID person, Image face) {
    byte[] plain = Images.encodeJpeg(face);
    try {
      return vault.seal(id, person, SealedRow.PICTURE, JPEG, vault.now(), plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The pictures of a person.
   *
   * @param person who
   * @return in the order in which they were stored; none if the person is not in the store
   * @throws StoreException if one was changed
   */
  public List<KeptPicture> of(PersonId person) {
    Optional<PersonRow> row = vault.rows().person(person);
    return row.isEmpty()
        ? List.of()
        : vault.rows().sealed(SealedRow.PICTURE, row.map(PersonRow::key)).stream()
            .map(this::open)
            .toList();
  }

  private KeptPicture open(SealedRow row) {
    byte[] plain = vault.open(row);
    try {
      return new KeptPicture(row.id(), row.createdAt(), Images.decode(plain));
    } catch (ImageException e) {
      throw new StoreException(
          "picture %s of person %s cannot be read: restore a backup"
              .formatted(row.id(), row.person()),
          e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
