package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.report.SessionReport;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.Verification;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attendance from photographs: people are enrolled, photos are taken of a session, and whoever is
 * recognised is recorded as present.
 *
 * <p>It owns what it opened: models, gallery and store. Thread-safe. What a method has recorded is
 * durable when it returns. Several programs may have one store open: each sees the others'
 * enrolments and removals at its next call, and the same mark by two of them is recorded once.
 *
 * <p>Every method throws {@link IllegalStateException} once this is closed, and {@link
 * StoreException} if the store fails; the methods that look at faces throw {@link
 * IllegalStateException} too if this was opened without models.
 */
public final class FaceAttendance implements AutoCloseable {
  private final Assembly all;
  private final Owned owned;

  private FaceAttendance(Assembly all) {
    this.all = all;
    this.owned = all.owned();
  }

  /**
   * Opens a data directory with everything default; see {@link AttendanceOptions#defaults()}.
   *
   * @param directory the data directory; made if it is missing
   * @return the attendance; the caller closes it
   * @throws FaceException as {@link #open(Path, AttendanceOptions)} does
   */
  public static FaceAttendance open(Path directory) {
    return open(directory, AttendanceOptions.defaults());
  }

  /**
   * Opens a data directory.
   *
   * @param directory the data directory; made if it is missing and the options allow it
   * @param options what to work with
   * @return the attendance; the caller closes it
   * @throws NoStoreException if there is no store and the options are {@link
   *     AttendanceOptions#existingOnly()}
   * @throws StoreException if the key is missing or wrong, a record was changed, or the templates
   *     are of another model
   * @throws io.faceattendance.ModelException if a model cannot be had, or cannot run where it
   *     shall, or if there is no table of thresholds for its embedding space
   * @throws FaceException if landmarks are required and the detector finds none
   */
  public static FaceAttendance open(Path directory, AttendanceOptions options) {
    return open(Stores.sqlite(directory, options.patience()), options);
  }

  /**
   * Opens a store.
   *
   * @param location where it is; made there if there is none and the options allow it
   * @param options what to work with; the patience is that of the location
   * @return the attendance; the caller closes it
   * @throws FaceException as {@link #open(Path, AttendanceOptions)} does
   */
  public static FaceAttendance open(StoreLocation location, AttendanceOptions options) {
    return open(location, options, HeadTrainer.real(options.templates().scoring()));
  }

  static FaceAttendance open(Path directory, AttendanceOptions options, HeadTrainer trainer) {
    return open(Stores.sqlite(directory, options.patience()), options, trainer);
  }

  static FaceAttendance open(
      StoreLocation location, AttendanceOptions options, HeadTrainer trainer) {
    return new FaceAttendance(Assembly.open(location, options, trainer));
  }

  /**
   * Enrols a person from photos of that person alone; see {@link #enrol(Person, List,
   * EnrolmentOptions)}.
   *
   * @param person who
   * @param photos one or more
   * @return what was accepted and refused
   * @throws IllegalArgumentException if there is no photo
   */
  public EnrolmentResult enrol(Person person, Image... photos) {
    return enrol(person, List.of(photos), EnrolmentOptions.defaults());
  }

  /**
   * Enrols a person: one template for each accepted photo, all in one transaction. Photos that are
   * refused do not stop the others. A person who is enrolled already gets more templates, if the
   * name is the same; if they are too many then, the oldest go.
   *
   * @param person who
   * @param photos one or more
   * @param options which face, and whether a face may be enrolled twice
   * @return what was accepted and refused
   * @throws IllegalArgumentException if there is no photo
   */
  public EnrolmentResult enrol(Person person, List<Image> photos, EnrolmentOptions options) {
    if (photos.isEmpty()) {
      throw new IllegalArgumentException("expected at least one photo, got none");
    }
    return owned.whileOpen(() -> recognition().enrol(person, photos, options));
  }

  /**
   * Removes a person: id, name and templates are deleted and their bytes overwritten, and so is the
   * trained head, which knew the person. Events stay, without id and name. The id may be enrolled
   * again and is then somebody else, who has no part in these events.
   *
   * @param person who
   * @return the receipt, empty if the person is not enrolled
   */
  public Optional<RemovalReceipt> remove(PersonId person) {
    return owned.whileOpen(
        () ->
            all.recognition()
                .map(recognition -> recognition.gallery().remove(person))
                .orElseGet(() -> all.people().remove(person).map(PeopleStore.Removal::receipt)));
  }

  /**
   * Everybody who is enrolled.
   *
   * @return the people by id
   */
  public List<EnrolledPerson> people() {
    return owned.whileOpen(all.people()::people);
  }

  /**
   * One person.
   *
   * @param person who
   * @return empty if the person is not enrolled
   */
  public Optional<EnrolledPerson> person(PersonId person) {
    return owned.whileOpen(() -> all.people().person(person));
  }

  /**
   * Whether two photos are of one person.
   *
   * @param first a photo
   * @param second a photo
   * @param choice which face of each photo is meant
   * @return the answer
   * @throws FaceException if a photo has no such face that can be used
   */
  public Verification verify(Image first, Image second, FaceChoice choice) {
    return owned.whileOpen(() -> recognition().verify(first, second, choice));
  }

  /**
   * Whether a photo is of the person claimed. Nothing is recorded.
   *
   * @param claimed who it is claimed to be
   * @param photo the photo
   * @param choice which face is meant
   * @return the answer
   * @throws FaceException if nobody is enrolled under that id, or the photo has no such face that
   *     can be used
   */
  public Verification verify(PersonId claimed, Image photo, FaceChoice choice) {
    return owned.whileOpen(() -> recognition().verify(claimed, photo, choice));
  }

  /**
   * Who is in a photo. Nothing is recorded.
   *
   * @param photo the photo
   * @return all its faces, best detection first, each with the answer; a person is named for at
   *     most one of them
   */
  public List<IdentifiedFace> identify(Image photo) {
    return owned.whileOpen(() -> recognition().identify(Stream.of(photo)));
  }

  /**
   * Records who was seen in a photo of a session; see {@link #mark(SessionId, Stream, Instant,
   * Direction)}.
   *
   * @param session which session
   * @param photo the photo
   * @param at when it was taken
   * @return who was recognised, and the faces of nobody known
   */
  public AttendanceReport mark(SessionId session, Image photo, Instant at) {
    return mark(session, Stream.of(photo), at, Direction.SEEN);
  }

  /**
   * Records who is in photos of a session: each person once, with the best face of all photos. It
   * is a session that is stored, or that of a template on a day, which is stored by that as it is;
   * with any other id one is made that has no schedule. The same person in the same direction at
   * the same instant is recorded once; what each further mark means is the {@link
   * AttendanceReport.PresentPerson#answer answer}.
   *
   * <p>One photo is taken from the stream at a time and let go of when its faces are found, so a
   * stream that reads each photo when it is asked for needs the memory of one. Nothing is recorded
   * before the last photo was read: if the stream or a model throws, that exception is passed on
   * and nothing is recorded.
   *
   * @param session which session
   * @param photos one or more; used up in its order by the calling thread, closed by the caller
   * @param at when they were taken; kept to the microsecond
   * @param direction which way everybody in them goes
   * @return who was recognised, and the faces of nobody known
   * @throws FaceException if the session names a template that is here and a day on which it does
   *     not take place, or there is none with that id but one whose id differs in upper and lower
   *     case only; before a photo is read
   * @throws IllegalArgumentException if there is no photo, or {@code at} is more than 290,000 years
   *     from 1970; the latter is found before a photo is read
   */
  public AttendanceReport mark(
      SessionId session, Stream<Image> photos, Instant at, Direction direction) {
    Instant stored = Vault.stored(at);
    return owned.whileOpen(() -> recognition().mark(session, photos, stored, direction));
  }

  /**
   * Records that the person claimed was seen, in a photo with one face; see {@link #mark(SessionId,
   * PersonId, Image, Instant, FaceChoice, Direction)}.
   *
   * @param session which session
   * @param claimed who it is claimed to be
   * @param photo the photo
   * @param at when it was taken
   * @return the answer
   */
  public ClaimReport mark(SessionId session, PersonId claimed, Image photo, Instant at) {
    return mark(session, claimed, photo, at, FaceChoice.only(), Direction.SEEN);
  }

  /**
   * Records that the person claimed was there, if the photo is of that person, and a mismatch if
   * not.
   *
   * @param session which session; as in {@link #mark(SessionId, Stream, Instant, Direction)}
   * @param claimed who it is claimed to be
   * @param photo the photo
   * @param at when it was taken; kept to the microsecond
   * @param choice which face is meant
   * @param direction which way the person goes
   * @return the answer
   * @throws FaceException if nobody is enrolled under that id, the photo has no such face that can
   *     be used, or the session names a template that is here and a day on which it does not take
   *     place; nothing is recorded then
   * @throws IllegalArgumentException if {@code at} is more than 290,000 years from 1970
   */
  public ClaimReport mark(
      SessionId session,
      PersonId claimed,
      Image photo,
      Instant at,
      FaceChoice choice,
      Direction direction) {
    Instant stored = Vault.stored(at);
    return owned.whileOpen(
        () -> recognition().claim(session, claimed, photo, stored, choice, direction));
  }

  /**
   * The attendance of a session, see {@link Reports#session}.
   *
   * @param session which session
   * @return empty if there is no such session
   */
  public Optional<SessionReport> report(SessionId session) {
    return all.reports().session(session);
  }

  /**
   * The people, enrolled or not.
   *
   * @return puts them in
   */
  public Roster roster() {
    return all.roster();
  }

  /**
   * Session templates and sessions.
   *
   * @return plans and finds them
   */
  public Timetable timetable() {
    return all.timetable();
  }

  /**
   * What is recorded by hand, and every event.
   *
   * @return records and shows them
   */
  public Register register() {
    return all.register();
  }

  /**
   * Consent, kept pictures, retention and the key.
   *
   * @return what can be done with them
   */
  public Privacy privacy() {
    return all.privacy();
  }

  /**
   * Export and import of everything.
   *
   * @return what can be done with it
   */
  public Archives archives() {
    return all.archives();
  }

  /**
   * The audit log, to verify it.
   *
   * @return what can be done with it
   */
  public AuditLog audit() {
    return all.audit();
  }

  /**
   * The attendance of sessions, people and groups.
   *
   * @return makes the reports
   */
  public Reports reports() {
    return all.reports();
  }

  /**
   * The thresholds: which are in force, and how to calibrate them.
   *
   * @return what can be done with them
   */
  public Thresholds thresholds() {
    return all.thresholds();
  }

  /**
   * The trained head of the data directory, to train it.
   *
   * @return what can be done with it
   */
  public TrainedHeads heads() {
    return all.heads();
  }

  /**
   * The embedding space of all templates.
   *
   * @return the space
   */
  public EmbeddingSpace space() {
    return owned.whileOpen(() -> recognition().space());
  }

  /**
   * Whether faces are aligned by their landmarks before they are compared. By their box alone,
   * which is what a detector without landmarks leaves, fewer people are recognised.
   *
   * @return false if they are cut out by their box
   */
  public boolean alignsByLandmarks() {
    return owned.whileOpen(() -> recognition().byLandmarks());
  }

  private Recognition recognition() {
    return all.recognition().orElseThrow(Recognition::missing);
  }

  /**
   * Waits for running calls, then closes models and store. Closing again does nothing.
   *
   * @throws IllegalStateException if a call of this object makes it, such as by its stream of
   *     photos
   */
  @Override
  public void close() {
    owned.close();
  }
}
