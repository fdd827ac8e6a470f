package io.faceattendance.attendance.internal;

import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.RemovalReceipt;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AuditEntry;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.CommitResult;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People and their templates. Thread-safe. */
public final class PeopleStore {
  private static final String ENROLLED = "enrolled";
  private static final String REMOVED = "removed";

  private final Vault vault;
  private final PictureStore kept;

  /**
   * Over an open store.
   *
   * @param vault the store; left open
   */
  public PeopleStore(Vault vault) {
    this.vault = vault;
    this.kept = new PictureStore(vault);
  }

  /**
   * Everybody in the store.
   *
   * @return the people by id
   */
  public List<EnrolledPerson> people() {
    Map<UUID, Integer> templates = new HashMap<>();
    sealed(Optional.empty()).forEach(row -> templates.merge(row.person(), 1, Integer::sum));
    return vault.rows().people().stream()
        .map(
            row -> new EnrolledPerson(PersonJson.person(row), templates.getOrDefault(row.key(), 0)))
        .toList();
  }

  /**
   * One person.
   *
   * @param person who
   * @return empty if the person is not in the store
   */
  public Optional<EnrolledPerson> person(PersonId person) {
    return vault
        .rows()
        .person(person)
        .map(
            row ->
                new EnrolledPerson(PersonJson.person(row), sealed(Optional.of(row.key())).size()));
  }

  /**
   * Everybody with all templates, decrypted, for a search.
   *
   * @return what the store has now
   * @throws StoreException if a record was changed
   */
  public Snapshot snapshot() {
    List<PersonRow> rows = vault.rows().people();
    List<SealedRow> sealed = sealed(Optional.empty());
    List<StoredPerson> people =
        rows.stream().map(row -> new StoredPerson(row.key(), PersonJson.person(row))).toList();
    return new Snapshot(people, new TemplateReader(vault, rows).read(sealed), spaces(sealed));
  }

  /**
   * What was read at once.
   *
   * @param people by id
   * @param templates in the order of enrolment
   * @param spaces ids of the templates' embedding spaces
   */
  public record Snapshot(
      List<StoredPerson> people, List<Template> templates, List<String> spaces) {}

  /**
   * All templates, decrypted.
   *
   * @return the templates in the order of enrolment
   * @throws StoreException if one was changed
   */
  public List<Template> templates() {
    List<PersonRow> rows = vault.rows().people();
    return new TemplateReader(vault, rows).read(sealed(Optional.empty()));
  }

  /**
   * The templates of a person, decrypted.
   *
   * @param person who
   * @return the templates in the order of enrolment; none if the person is not in the store
   * @throws StoreException if one was changed
   */
  public List<Template> templates(PersonId person) {
    return vault
        .rows()
        .person(person)
        .map(row -> new TemplateReader(vault, List.of(row)).read(sealed(Optional.of(row.key()))))
        .orElse(List.of());
  }

  /**
   * The embedding spaces of the stored templates.
   *
   * @return their ids; none if there is no template
   */
  public List<String> spaces() {
    return spaces(sealed(Optional.empty()));
  }

  private static List<String> spaces(List<SealedRow> templates) {
    return templates.stream().map(SealedRow::label).distinct().sorted().toList();
  }

  private List<SealedRow> sealed(Optional<UUID> person) {
    return vault.rows().sealed(SealedRow.TEMPLATE, person);
  }

  /**
   * An enrolment that was written.
   *
   * @param person as the store has the person
   * @param replaced ids of the templates that went, which may be new ones
   * @param version the store's, after it
   */
  public record Enrolled(StoredPerson person, List<UUID> replaced, StoreVersion version) {}

  /**
   * Adds a person, if the id is new, and templates; if the person has too many then, the oldest go.
   *
   * @param galleryVersion the version on which the decision to enrol was taken
   * @param person who; a person who is here already is left as stored
   * @param templates one or more, all of that person, oldest first
   * @param pictures faces of these templates that are kept
   * @param mostTemplates how many a person may have, at least 1
   * @param resembling whom they resemble, for the audit log
   * @return empty if something has changed since that version: nothing was written, look again and
   *     decide again
   */
  public Optional<Enrolled> enrol(
      long galleryVersion,
      Person person,
      List<Template> templates,
      List<Image> pictures,
      int mostTemplates,
      List<Resemblance> resembling) {
    Optional<PersonRow> known = vault.rows().person(person.id());
    PersonRow row = known.orElseGet(() -> PersonJson.row(UUID.randomUUID(), person));
    Commit.Builder change = vault.change().expecting(galleryVersion);
    if (known.isEmpty()) {
      change.put(row);
    }
    List<UUID> replaced = put(change, row.key(), templates, mostTemplates);
    pictures.forEach(face -> change.put(kept.seal(row.key(), face)));
    change.audit(
        vault.audit(ENROLLED, Optional.of(row.key()), Map.of("templates", templates.size())));
    resembling.forEach(one -> audit(row.key(), one).ifPresent(change::audit));
    CommitResult result = vault.rows().commit(change.build());
    if (!result.applied()) {
      return Optional.empty();
    }
    StoredPerson stored = new StoredPerson(row.key(), PersonJson.person(row));
    return Optional.of(new Enrolled(stored, replaced, result.version()));
  }

  /** Those that are too many; a new one among them is not even put. */
  private List<UUID> put(Commit.Builder change, UUID key, List<Template> templates, int most) {
    List<UUID> before = sealed(Optional.of(key)).stream().map(SealedRow::id).toList();
    List<UUID> all = new ArrayList<>(before);
    templates.forEach(template -> all.add(template.id()));
    List<UUID> tooMany = List.copyOf(all.subList(0, Math.max(0, all.size() - most)));
    tooMany.stream().filter(before::contains).forEach(change::removeSealed);
    templates.stream()
        .filter(template -> !tooMany.contains(template.id()))
        .forEach(template -> change.put(seal(key, template)));
    return tooMany;
  }

  private SealedRow seal(UUID key, Template template) {
    byte[] plain = TemplateCodec.encode(template.embedding());
    try {
      String space = template.embedding().space().id();
      Optional<PersonId> person = Optional.of(template.person());
      return vault.seal(template.id(), key, person, SealedRow.TEMPLATE, space, vault.now(), plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Empty if the other person has gone, and with the person the commit's expected version. */
  private Optional<AuditEntry> audit(UUID key, Resemblance one) {
    return vault
        .rows()
        .person(one.other())
        .map(
            other ->
                vault.audit(
                    one.kind().stored(),
                    Optional.of(key),
                    Map.of("other", other.key().toString(), "similarity", one.similarity())));
  }

  /**
   * Removes a person's id, name and sealed records, and the head if there is one, and overwrites
   * their bytes. Events stay, without a hint at whom they are about; the id may be given to
   * somebody else.
   *
   * @param person who
   * @return empty if the person is not in the store
   */
  public Optional<Removal> remove(PersonId person) {
    while (true) {
      StoreVersion version = vault.rows().version();
      Optional<PersonRow> row = vault.rows().person(person);
      if (row.isEmpty()) {
        return Optional.empty();
      }
      int templates = sealed(row.map(PersonRow::key)).size();
      boolean head = HeadStore.exists(vault);
      Commit.Builder change = vault.change().expecting(version);
      HeadStore.remove(change);
      change.removePerson(row.get().key());
      change.audit(vault.audit(REMOVED, row.map(PersonRow::key), Map.of("templates", templates)));
      CommitResult result = vault.rows().commit(change.build());
      if (result.applied()) {
        boolean erased = vault.rows().erase();
        RemovalReceipt receipt = new RemovalReceipt(person, templates, head, erased);
        return Optional.of(new Removal(receipt, result.version()));
      }
    }
  }

  /**
   * A removal.
   *
   * @param receipt what it did
   * @param version the store's, after it
   */
  public record Removal(RemovalReceipt receipt, StoreVersion version) {}
}
