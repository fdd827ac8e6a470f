package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** Consent, retention and the key. Thread-safe; part of a {@link FaceAttendance}. */
public final class Privacy {

  private Privacy() {}

  /**
   * Whether nobody is enrolled without a consent that holds. Kept in the store, for every program.
   *
   * @return false unless {@link #requireConsent} said so
   */
  public boolean requiresConsent() {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets whether nobody is enrolled without a consent that holds. Who is enrolled already stays.
   *
   * @param required whether it is required
   */
  public void requireConsent(boolean required) {
    throw new UnsupportedOperationException();
  }

  /**
   * Records a person's consent.
   *
   * @param person who
   * @param reference where it can be looked up
   * @return the person
   * @throws io.faceattendance.FaceException if the person is not in the store
   */
  public Person grantConsent(PersonId person, String reference) {
    throw new UnsupportedOperationException();
  }

  /**
   * Records that a consent was withdrawn, and deletes the person's templates and pictures and the
   * trained head at once. The person stays on the roster, and so do the events.
   *
   * @param person who
   * @return what was deleted
   * @throws io.faceattendance.FaceException if the person is not in the store
   */
  public RemovalReceipt withdrawConsent(PersonId person) {
    throw new UnsupportedOperationException();
  }

  /**
   * How long what is kept.
   *
   * @param events events and sessions older than this go; empty to keep them
   * @param people people whose last active day is longer ago go, with everything; empty to keep
   *     them
   * @param pictures pictures older than this go; empty to keep them
   */
  public record Retention(
      Optional<Period> events, Optional<Period> people, Optional<Period> pictures) {}

  /**
   * What a retention deletes, or would delete.
   *
   * @param asOf the instant from which ages are counted
   * @param people ids of the people who go, by id
   * @param templates how many templates go with them
   * @param pictures how many pictures go, those of these people included
   * @param events how many events go
   * @param sessions how many sessions without events go
   * @param erased whether the bytes are gone as well; false on a trial
   */
  public record RetentionResult(
      Instant asOf,
      List<PersonId> people,
      int templates,
      int pictures,
      long events,
      int sessions,
      boolean erased) {}

  /**
   * Deletes what is older than it may be, in one transaction, and records that in the audit log.
   *
   * @param retention how long what is kept
   * @param trial only looks what would be deleted
   * @return what was, or would be, deleted
   */
  public RetentionResult retain(Retention retention, boolean trial) {
    throw new UnsupportedOperationException();
  }

  /**
   * Encrypts everything anew with another key, in one transaction. Afterwards the store opens with
   * the new key alone; archives and copies made before still need the old one.
   *
   * @param next gives the new key
   * @return how many sealed records and documents were encrypted anew
   * @throws StoreException if the new key is the present one
   */
  public int rotateKey(KeyProvider next) {
    throw new UnsupportedOperationException();
  }
}
