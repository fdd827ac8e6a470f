package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.ConsentPolicy;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.PersonJson;
import io.faceattendance.attendance.internal.PictureStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Consent, retention and the key. Thread-safe; part of a {@link FaceAttendance}. */
public final class Privacy {

  // Whoever withdraws a consent that nobody wrote down withdraws it all the same.
  private static final String UNRECORDED = "unrecorded";

  private static final int ATTEMPTS = 50;

  private final Owned owned;
  private final Vault vault;
  private final PictureStore pictures;

  Privacy(Owned owned, Vault vault) {
    this.owned = owned;
    this.vault = vault;
    this.pictures = new PictureStore(vault);
  }

  /**
   * Whether nobody is enrolled without a consent that holds. Kept in the store, for every program.
   *
   * @return false unless {@link #requireConsent} said so
   */
  public boolean requiresConsent() {
    return owned.whileOpen(() -> ConsentPolicy.isRequired(vault));
  }

  /**
   * Sets whether nobody is enrolled without a consent that holds. Who is enrolled already stays.
   *
   * @param required whether it is required
   */
  public void requireConsent(boolean required) {
    owned.whileOpen(() -> untilApplied(() -> policy(required)));
  }

  private Attempt<Boolean> policy(boolean required) {
    Commit.Builder change = vault.change().expecting(vault.rows().version());
    if (ConsentPolicy.isRequired(vault) == required) {
      return Attempt.nothing(required);
    }
    byte[] text = String.valueOf(required).getBytes(StandardCharsets.UTF_8);
    change.put(vault.seal(ConsentPolicy.DOCUMENT, text));
    change.audit(vault.audit("consent_policy", Optional.empty(), Map.of("required", required)));
    return new Attempt<>(Optional.of(change.build()), required);
  }

  /** A change that was decided on, and what the caller gets once it is made. */
  private record Attempt<T>(Optional<Commit> change, T result) {
    static <T> Attempt<T> nothing(T result) {
      return new Attempt<>(Optional.empty(), result);
    }
  }

  /** If another program changes the store in between, the decision is taken again. */
  private <T> T untilApplied(Supplier<Attempt<T>> decide) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Attempt<T> attempt = decide.get();
      Optional<Commit> change = attempt.change();
      if (change.isEmpty() || vault.rows().commit(change.get()).applied()) {
        return attempt.result();
      }
    }
    throw new StoreFailedException(
        "expected a moment in which no other program changes the store, got none in %d attempts: nothing was changed; try again when less is recorded"
            .formatted(ATTEMPTS));
  }

  /**
   * Records a person's consent.
   *
   * @param person who
   * @param reference where it can be looked up
   * @return the person
   * @throws FaceException if the person is not in the store
   */
  public Person grantConsent(PersonId person, String reference) {
    Consent consent = Consent.of(reference);
    return owned.whileOpen(() -> untilApplied(() -> grant(person, consent)));
  }

  private Attempt<Person> grant(PersonId id, Consent consent) {
    Commit.Builder change = vault.change().expecting(vault.rows().version());
    PersonRow row = row(id);
    Person before = PersonJson.person(row);
    Person after = before.withConsent(consent);
    if (after.equals(before)) {
      return Attempt.nothing(after);
    }
    change.put(PersonJson.row(row.key(), after));
    change.audit(vault.audit("consent_granted", Optional.of(row.key()), Map.of()));
    return new Attempt<>(Optional.of(change.build()), after);
  }

  private PersonRow row(PersonId person) {
    return vault
        .rows()
        .person(person)
        .orElseThrow(
            () ->
                new FaceException(
                    "expected a person who is in the store, %s is not".formatted(person)));
  }

  /**
   * Records that a consent was withdrawn, and deletes the person's templates and pictures and the
   * trained head at once. The person stays on the roster, and so do the events. A consent that was
   * never recorded can be withdrawn as well.
   *
   * @param person who
   * @return what was deleted
   * @throws FaceException if the person is not in the store
   */
  public RemovalReceipt withdrawConsent(PersonId person) {
    return owned.whileOpen(
        () -> {
          RemovalReceipt receipt = untilApplied(() -> withdraw(person));
          boolean erased = vault.rows().erase();
          return new RemovalReceipt(person, receipt.templates(), receipt.headDeleted(), erased);
        });
  }

  private Attempt<RemovalReceipt> withdraw(PersonId id) {
    Commit.Builder change = vault.change().expecting(vault.rows().version());
    PersonRow row = row(id);
    Person before = PersonJson.person(row);
    Person after = before.withConsent(withdrawn(before));
    List<SealedRow> templates = sealed(SealedRow.TEMPLATE, row);
    List<SealedRow> pictures = sealed(SealedRow.PICTURE, row);
    boolean head = !templates.isEmpty() && HeadStore.exists(vault);
    RemovalReceipt receipt = new RemovalReceipt(id, templates.size(), head, false);
    if (after.equals(before) && templates.isEmpty() && pictures.isEmpty()) {
      return Attempt.nothing(receipt);
    }
    change.put(PersonJson.row(row.key(), after));
    Stream.concat(templates.stream(), pictures.stream())
        .forEach(one -> change.removeSealed(one.id()));
    if (head) {
      HeadStore.remove(change);
    }
    Map<String, Object> counts =
        Map.of("templates", templates.size(), "pictures", pictures.size(), "head_deleted", head);
    change.audit(vault.audit("consent_withdrawn", Optional.of(row.key()), counts));
    return new Attempt<>(Optional.of(change.build()), receipt);
  }

  private Consent withdrawn(Person person) {
    Consent given = person.consent().orElseGet(() -> Consent.of(UNRECORDED));
    return given.holds() ? new Consent(given.reference(), Optional.of(vault.now())) : given;
  }

  private List<SealedRow> sealed(String kind, PersonRow person) {
    return vault.rows().sealed(kind, Optional.of(person.key()));
  }

  /**
   * The pictures that were kept of a person.
   *
   * @param person who
   * @return in the order in which they were stored; none if the person is not in the store
   * @throws IllegalStateException if OpenCV is not on the class path
   */
  public List<KeptPicture> pictures(PersonId person) {
    return owned.whileOpen(() -> pictures.of(person));
  }

  /**
   * How long what is kept, counted in days of UTC back from the present one. With a period of 30
   * days, what is of the day 30 days ago stays, and what is of the day before goes.
   *
   * @param events events that happened longer ago go, and sessions that ended, or without a
   *     schedule were stored, longer ago and have no events left; empty to keep them
   * @param people people whose last active day is longer ago go, with everything, as if removed;
   *     empty to keep them
   * @param pictures pictures stored longer ago go; empty to keep them
   */
  public record Retention(
      Optional<Period> events, Optional<Period> people, Optional<Period> pictures) {
    private static final long MOST_MONTHS = 12_000;
    private static final int MOST_DAYS = 365_000;

    /**
     * Checks the components.
     *
     * @param events as above; above zero, and at most 1,000 years
     * @param people as above; likewise
     * @param pictures as above; likewise
     */
    public Retention {
      Stream.of(events, people, pictures).flatMap(Optional::stream).forEach(Retention::require);
    }

    private static void require(Period period) {
      boolean positive = !period.isZero() && !period.isNegative();
      if (!positive || period.toTotalMonths() > MOST_MONTHS || period.getDays() > MOST_DAYS) {
        throw new IllegalArgumentException(
            "expected a retention of at least a day and at most 1,000 years, got " + period);
      }
    }
  }

  /**
   * What a retention deletes, or would delete.
   *
   * @param asOf the instant from which ages are counted
   * @param people ids of the people who go, by id
   * @param templates how many templates go with them
   * @param pictures how many pictures go, those of these people included
   * @param events how many events go
   * @param sessions how many sessions without events go
   * @param erased whether the bytes are gone as well; false on a trial and if nothing went
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
    return owned.whileOpen(() -> trial ? look(retention).result(false) : delete(retention));
  }

  private RetentionSweep look(Retention retention) {
    return RetentionSweep.look(vault, retention);
  }

  private RetentionResult delete(Retention retention) {
    RetentionSweep swept =
        untilApplied(
            () -> {
              RetentionSweep sweep = look(retention);
              return new Attempt<>(sweep.change(), sweep);
            });
    return swept.result(swept.change().isPresent() && vault.rows().erase());
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
    return owned.whileOpen(() -> vault.rotate(next));
  }
}
