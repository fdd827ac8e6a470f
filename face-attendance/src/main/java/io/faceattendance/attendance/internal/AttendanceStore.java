package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.NoStoreException;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.RemovalReceipt;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.SessionReport;
import io.faceattendance.attendance.StoreException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * People, templates, sessions and events in an SQLite file. Every method is one transaction: when
 * it returns, its change is on the disk; when it throws, nothing was changed. Thread-safe; several
 * stores, in one process or more, may be open on one directory (not on a network file system).
 *
 * <p>Templates are encrypted here and nowhere else; names and ids are not, so the directory is made
 * readable for its owner alone.
 */
public final class AttendanceStore implements AutoCloseable {
  static final String FILE = "attendance.db";
  static final String LOCK = "attendance.lock";

  private final Database database;
  private final UUID id;
  private final TemplateCipher cipher;
  private final CalibrationStore calibrations;
  private final HeadStore heads;
  private final Clock clock;

  AttendanceStore(Database database, UUID id, StoreKey key, Clock clock) {
    this.database = database;
    this.id = id;
    this.cipher = new TemplateCipher(key.templates());
    this.calibrations = new CalibrationStore(database, id, key.calibrations(), clock);
    this.heads = new HeadStore(database, id, key.heads(), clock);
    this.clock = clock;
  }

  /**
   * Opens a store, making it if the directory has none.
   *
   * @param directory the data directory; made if it is missing
   * @param keys where the key comes from
   * @param clock tells when rows are recorded
   * @param patience how long to wait for other programs on the same directory
   * @return the store; the caller closes it
   * @throws StoreException if the key is missing or wrong, or the file cannot be used
   */
  public static AttendanceStore open(
      Path directory, KeyProvider keys, Clock clock, Duration patience) {
    return new StoreOpening(directory, keys, clock, patience).openOrMake();
  }

  /**
   * Opens a store that exists; creates nothing.
   *
   * @param directory the data directory
   * @param keys where the key comes from
   * @param clock tells when rows are recorded
   * @param patience how long to wait for other programs on the same directory
   * @return the store; the caller closes it
   * @throws NoStoreException if the directory has no store
   * @throws StoreException if the key is missing or wrong, or the file cannot be used
   */
  public static AttendanceStore openExisting(
      Path directory, KeyProvider keys, Clock clock, Duration patience) {
    return new StoreOpening(directory, keys, clock, patience).openExisting();
  }

  /**
   * An instant as it comes back from a store.
   *
   * @param at when
   * @return the instant to the whole microsecond
   * @throws IllegalArgumentException if it is more than 290,000 years from 1970
   */
  public static Instant stored(Instant at) {
    return Micros.toInstant(Micros.of(at));
  }

  /** For tests that look at the connection in use. */
  Database database() {
    return database;
  }

  /**
   * The store's own id.
   *
   * @return made at random at its creation
   */
  public UUID id() {
    return id;
  }

  /**
   * Counts the changes of people, templates, thresholds and the head, whoever makes them.
   *
   * @return a number that grows with every one
   */
  public long galleryVersion() {
    return database.read(GallerySql::version);
  }

  /**
   * Thresholds measured on the user's own pictures.
   *
   * @return reads and writes them
   */
  public CalibrationStore calibrations() {
    return calibrations;
  }

  /**
   * What was trained on the templates.
   *
   * @return reads and writes it
   */
  public HeadStore heads() {
    return heads;
  }

  /**
   * Everybody in the store.
   *
   * @return the people by id
   */
  public List<EnrolledPerson> people() {
    return database.read(GallerySql::people);
  }

  /**
   * One person.
   *
   * @param person who
   * @return empty if the person is not in the store
   */
  public Optional<EnrolledPerson> person(PersonId person) {
    return database.read(handle -> GallerySql.person(handle, person));
  }

  /**
   * The embedding spaces of the stored templates.
   *
   * @return their ids; none if there is no template
   */
  public List<String> spaces() {
    return database.read(GallerySql::spaces);
  }

  /**
   * All templates, decrypted.
   *
   * @return the templates in the order of enrolment
   * @throws StoreException if one was changed
   */
  public List<Template> templates() {
    return database.read(
        handle -> GallerySql.templates(handle, (row, context) -> decrypt(sealed(row))));
  }

  /**
   * The templates of a person, decrypted.
   *
   * @param person who
   * @return the templates in the order of enrolment; none if the person is not in the store
   * @throws StoreException if one was changed
   */
  public List<Template> templates(PersonId person) {
    return database.read(
        handle -> GallerySql.templates(handle, person, (row, context) -> decrypt(sealed(row))));
  }

  private Template decrypt(SealedTemplate sealed) {
    TemplateContext context = sealed.context();
    return new Template(context.template(), context.person(), cipher.open(sealed));
  }

  private static SealedTemplate sealed(ResultSet row) throws SQLException {
    String template = row.getString("id");
    try {
      TemplateContext context =
          new TemplateContext(
              UUID.fromString(template),
              PersonId.of(row.getString("person_id")),
              EmbeddingSpace.parse(row.getString("space_id")),
              row.getInt("record_version"));
      return new SealedTemplate(context, row.getBytes("nonce"), row.getBytes("ciphertext"));
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "template %s cannot be read: its row was changed; restore a backup".formatted(template),
          e);
    }
  }

  /**
   * Adds a person, if the id is new, and templates; if the person has too many then, the oldest go.
   *
   * @param galleryVersion the version on which the decision to enrol was taken
   * @param person who; the name of a person who is here already is left as it is
   * @param templates one or more, all of that person, oldest first
   * @param mostTemplates how many a person may have, at least 1
   * @param resembling whom they resemble, for the audit log
   * @return the ids of the templates that went; empty if something has changed since that version:
   *     nothing was written, look again and decide again
   */
  public Optional<List<UUID>> enrol(
      long galleryVersion,
      Person person,
      List<Template> templates,
      int mostTemplates,
      List<Resemblance> resembling) {
    List<SealedTemplate> sealed = templates.stream().map(this::encrypt).toList();
    Instant now = clock.instant();
    Optional<List<UUID>> gone =
        database.write(
            handle -> {
              if (GallerySql.version(handle) != galleryVersion) {
                return Optional.empty();
              }
              GallerySql.insertPerson(handle, person, now);
              sealed.forEach(template -> GallerySql.insertTemplate(handle, template, now));
              resembling.forEach(one -> GallerySql.auditResemblance(handle, now, person.id(), one));
              GallerySql.nextPeople(handle);
              return Optional.of(GallerySql.deleteOldest(handle, person.id(), mostTemplates));
            });
    if (gone.isPresent() && !gone.get().isEmpty()) {
      database.erase(); // what stays in the file for now goes with the next erasure
    }
    return gone;
  }

  private SealedTemplate encrypt(Template template) {
    TemplateContext context =
        new TemplateContext(
            template.id(),
            template.person(),
            template.embedding().space(),
            TemplateCipher.RECORD_VERSION);
    return cipher.seal(context, template.embedding());
  }

  /**
   * Removes a person's id, name and templates, and the head if there is one, from the write-ahead
   * log too. Events stay, without a hint at whom they are about; the id may be given to somebody
   * else.
   *
   * @param person who
   * @return empty if the person is not in the store
   */
  public Optional<Removal> remove(PersonId person) {
    Instant now = clock.instant();
    Optional<Deleted> deleted = database.write(handle -> delete(handle, person, now));
    return deleted.map(
        done ->
            new Removal(
                new RemovalReceipt(person, done.templates(), done.head(), database.erase()),
                done.galleryVersion()));
  }

  /**
   * A removal.
   *
   * @param receipt what it did
   * @param galleryVersion the version that it made
   */
  public record Removal(RemovalReceipt receipt, long galleryVersion) {}

  private record Deleted(int templates, boolean head, long galleryVersion) {}

  private static Optional<Deleted> delete(Handle handle, PersonId person, Instant now) {
    Optional<EnrolledPerson> enrolled = GallerySql.person(handle, person);
    if (enrolled.isEmpty()) {
      return Optional.empty();
    }
    int templates = enrolled.get().templates();
    GallerySql.audit(handle, now, "removed", person, templates);
    boolean head = HeadSql.exists(handle); // it goes with the person, by trigger
    GallerySql.deletePerson(handle, person);
    GallerySql.nextPeople(handle);
    return Optional.of(new Deleted(templates, head, GallerySql.version(handle)));
  }

  /**
   * Records that a session took place, and events of it.
   *
   * @param session which session; made if it is new
   * @param facts the events
   * @return what became of each, in their order
   */
  public List<Fact.Outcome> record(SessionId session, List<Fact> facts) {
    Instant now = clock.instant();
    return database.write(
        handle -> {
          EventSql.insertSession(handle, session, now);
          return facts.stream().map(fact -> EventSql.insert(handle, session, fact, now)).toList();
        });
  }

  /**
   * Every session that was recorded.
   *
   * @return the sessions, oldest first
   */
  public List<SessionId> sessions() {
    return database.read(EventSql::sessions);
  }

  /**
   * The attendance of a session.
   *
   * @param session which
   * @return empty if no such session was recorded
   */
  public Optional<SessionReport> report(SessionId session) {
    return database.read(handle -> EventSql.report(handle, session));
  }

  /** Waits for the running statement, then closes the file. Closing again does nothing. */
  @Override
  public void close() {
    database.close();
  }
}
