package io.faceattendance.attendance.internal.archive;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.Archives;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.SessionQuery;
import io.faceattendance.attendance.store.StoreVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads an archive into an empty store. The whole archive is looked through before the first row is
 * stored. Then it is stored in many commits, as one would hold everything in memory; from the first
 * to the last there is a document {@value #MARKER}, which shows an import that was interrupted.
 */
public final class ArchiveImport {
  /** The name of the document that is there from the first to the last commit of an import. */
  public static final String MARKER = "import/in-progress";

  private static final String AUDIT_KEYS = "audit/keys";

  private ArchiveImport() {}

  /**
   * Refuses a store of which an import has filled a part only.
   *
   * @param vault the store
   * @throws StoreException if an import is running, or was interrupted
   */
  public static void requireFinished(Vault vault) {
    if (!vault.rows().documents(MARKER).isEmpty()) {
      throw new StoreException(
          "expected a whole store, an import into this one is running or was interrupted: wait for it, or delete the store, and import the archive into a new one");
    }
  }

  /**
   * Imports an archive.
   *
   * @param vault the store
   * @param file the archive
   * @param key with which it was encrypted
   * @return how much was imported
   * @throws IOException if the file cannot be read
   * @throws FaceException if it is no whole archive of that key, or the store is not empty; nothing
   *     was changed then
   */
  public static Archives.Contents run(Vault vault, Path file, byte[] key) throws IOException {
    ArchiveFile archive = ArchiveFile.of(file, key);
    requireEmpty(vault.rows(), vault);
    ArchiveCheck check = new ArchiveCheck();
    UUID id = archive.read(check);
    check.requireAuditRows();
    begin(vault, id);
    RowImport rows = new RowImport(vault);
    rows.addPlaceholders(check.removed());
    requireSame(id, archive.read(rows));
    rows.finish();
    Archives.Contents contents = check.tally.contents();
    end(vault, id, check, contents);
    return contents;
  }

  private static void requireEmpty(AttendanceStore rows, Vault vault) {
    requireFinished(vault);
    boolean empty =
        rows.people().isEmpty()
            && rows.sessions(SessionQuery.all()).isEmpty()
            && rows.documents("").stream().map(DocumentRow::name).allMatch(AUDIT_KEYS::equals)
            && rows.auditHead().rows() == 0;
    if (!empty) {
      throw new StoreException(
          "expected an empty store to import an archive into, this one has been used: name a new one; nothing was changed");
    }
  }

  private static void begin(Vault vault, UUID archive) {
    StoreVersion version = vault.rows().version();
    requireEmpty(vault.rows(), vault);
    byte[] id = archive.toString().getBytes(StandardCharsets.US_ASCII);
    Commit marker = vault.change().expecting(version).put(vault.seal(MARKER, id)).build();
    if (!vault.rows().commit(marker).applied()) {
      throw new StoreException(
          "expected a store that nobody else uses to import an archive into, it was changed meanwhile; nothing was imported");
    }
  }

  private static void requireSame(UUID checked, UUID imported) {
    if (!checked.equals(imported)) {
      throw new FaceException(
          "the archive was replaced while it was imported: delete the store and import again");
    }
  }

  private static void end(
      Vault vault, UUID archive, ArchiveCheck check, Archives.Contents contents) {
    if (!check.removed().isEmpty()) {
      Commit.Builder removal = vault.change();
      check.removed().forEach(removal::removePerson);
      vault.rows().commit(removal.build());
    }
    Map<String, ?> details = ArchiveWords.details(archive, contents);
    vault.commitInNewEpoch(
        last -> {
          last.removeDocument(MARKER);
          new HeadStore(vault).renumbered(check.start().templatesVersion()).ifPresent(last::put);
          last.audit(vault.audit("imported", Optional.empty(), details));
        });
  }
}
