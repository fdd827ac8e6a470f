package io.faceattendance.attendance.internal.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faceattendance.FaceException;
import io.faceattendance.attendance.Archives;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.EventQuery;
import io.faceattendance.attendance.store.EventRow;
import io.faceattendance.attendance.store.PersonRow;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.SessionRow;
import io.faceattendance.attendance.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes everything that a store holds to an archive, one session in memory at a time. */
public final class ArchiveExport {
  private static final int ATTEMPTS = 5;
  private static final int AUDIT_PAGE = 1000;

  private final Vault vault;
  private final AttendanceStore rows;
  private final LineWriter out;
  private final Tally tally;

  private ArchiveExport(Vault vault, LineWriter out, Tally tally) {
    this.vault = vault;
    this.rows = vault.rows();
    this.out = out;
    this.tally = tally;
  }

  /**
   * Writes an archive.
   *
   * @param vault the store
   * @param file made; must not be there
   * @param key encrypts it
   * @return how much was written
   * @throws IOException if the file is there or cannot be written; nothing is left of it
   * @throws FaceException if people or documents change again and again meanwhile, or Tink is
   *     missing
   */
  public static Archives.Contents run(Vault vault, Path file, byte[] key) throws IOException {
    ArchiveFile archive = ArchiveFile.of(file, key);
    archive.requireNone();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Archives.Contents> contents = attempt(vault, archive);
      if (contents.isPresent()) {
        return contents.get();
      }
    }
    throw new FaceException(
        "expected people and documents to stay as they are while they are exported, they changed %d times: stop the other programs that change them, and export again"
            .formatted(ATTEMPTS));
  }

  private static Optional<Archives.Contents> attempt(Vault vault, ArchiveFile archive)
      throws IOException {
    ArchiveHeader header = ArchiveHeader.create();
    Tally tally = new Tally();
    try {
      archive.write(header, lines -> new ArchiveExport(vault, lines, tally).write(header));
      return Optional.of(tally.contents());
    } catch (ChangedMeanwhileException e) {
      return Optional.empty();
    }
  }

  private static final class ChangedMeanwhileException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private void write(ArchiveHeader header) throws IOException {
    StoreVersion version = rows.version();
    AuditHead head = rows.auditHead();
    out.write(
        Kind.ARCHIVE,
        RowJson.archive(header.id(), vault.now(), new ArchiveStart(version.templates(), head)));
    writeDocuments();
    List<PersonRow> people = rows.people();
    writePeople(people);
    List<SessionRow> sessions = rows.sessions(SessionQuery.all());
    for (SessionRow session : sessions) {
      tally.session(session);
      out.write(Kind.SESSION, RowJson.session(session));
    }
    writeEvents(sessions);
    writeAudit(head.rows());
    if (rows.version().gallery() != version.gallery()) {
      throw new ChangedMeanwhileException();
    }
    recordExport(header);
  }

  private void writeDocuments() throws IOException {
    for (DocumentRow document : rows.documents("")) {
      byte[] plain = vault.open(document);
      write(Kind.DOCUMENT, RowJson.document(document.name(), plain), plain);
    }
  }

  private void writePeople(List<PersonRow> people) throws IOException {
    for (PersonRow person : people) {
      tally.person(person);
      out.write(Kind.PERSON, RowJson.person(person));
    }
    Map<UUID, PersonRow> byKey =
        people.stream().collect(Collectors.toMap(PersonRow::key, Function.identity()));
    for (String kind : List.of(SealedRow.TEMPLATE, SealedRow.NOTE)) {
      for (SealedRow row : rows.sealed(kind, Optional.empty())) {
        writeSealed(row, Optional.ofNullable(byKey.get(row.person())));
      }
    }
    for (PersonRow person : people) { // all pictures at once would not fit into memory
      for (SealedRow row : rows.sealed(SealedRow.PICTURE, Optional.of(person.key()))) {
        writeSealed(row, Optional.of(person));
      }
    }
  }

  private void writeSealed(SealedRow row, Optional<PersonRow> person) throws IOException {
    byte[] plain = vault.open(row, person.map(PersonRow::id));
    PlainRecord record =
        new PlainRecord(row.id(), row.person(), row.kind(), row.label(), row.createdAt(), plain);
    tally.sealed(record);
    write(Kind.SEALED, RowJson.sealed(record), plain);
  }

  private void write(Kind kind, ObjectNode line, byte[] plain) throws IOException {
    try {
      out.write(kind, line);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Of the sessions that were written: those that came since are left to the next archive. */
  private void writeEvents(List<SessionRow> sessions) throws IOException {
    for (SessionRow session : sessions) {
      for (EventRow event : rows.events(EventQuery.of(Set.of(session.id())))) {
        tally.event(event);
        out.write(Kind.EVENT, RowJson.event(event));
      }
    }
  }

  private void writeAudit(long last) throws IOException {
    long after = 0;
    while (after < last) {
      int most = (int) Math.min(AUDIT_PAGE, last - after);
      List<AuditRow> page = rows.audit(after, most);
      for (AuditRow row : page) {
        tally.audit(row);
        out.write(Kind.AUDIT, RowJson.audit(row));
      }
      // Rows may be missing from a log that was tampered with.
      after = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
    }
  }

  private void recordExport(ArchiveHeader header) {
    Map<String, ?> details = ArchiveWords.details(header.id(), tally.contents());
    vault.commitInNewEpoch(
        change -> change.audit(vault.audit("exported", Optional.empty(), details)));
  }
}
