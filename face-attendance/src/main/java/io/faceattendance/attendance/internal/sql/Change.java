package io.faceattendance.attendance.internal.sql;

import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.CommitResult;
import io.faceattendance.attendance.store.EventOutcome;
import io.faceattendance.attendance.store.Outdated;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreVersion;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Applies a commit, inside a transaction.
 *
 * @param commit what is changed
 * @param dialect of the database
 */
record Change(Commit commit, Dialect dialect) {

  CommitResult apply(Handle handle) {
    boolean oneAfterTheOther =
        commit.expectedGallery().isPresent()
            || commit.changesGallery()
            || !commit.audit().isEmpty();
    if (oneAfterTheOther) {
      dialect.waitForTurn(handle);
    }
    StoreVersion version = HeaderSql.version(handle);
    if (commit.expectedGallery().orElse(version.gallery()) != version.gallery()) {
      return new CommitResult(false, List.of(), version);
    }
    commit.eventsBefore().ifPresent(before -> dialect.stopRecording(handle));
    if (commit.expectedOutdated().filter(expected -> !isFound(handle, expected)).isPresent()) {
      return new CommitResult(false, List.of(), version);
    }
    Erasure.noteWhatGoes(handle, commit);
    StoreVersion next = changeGallery(handle, version);
    List<EventOutcome> outcomes = record(handle);
    AuditSql.append(handle, commit.audit(), commit.seal());
    return new CommitResult(true, outcomes, next);
  }

  private static boolean isFound(Handle handle, Outdated expected) {
    return OutdatedSql.find(handle, expected.before()).equals(expected);
  }

  private StoreVersion changeGallery(Handle handle, StoreVersion version) {
    if (!commit.changesGallery()) {
      return version;
    }
    boolean templates = changesTemplates(handle);
    boolean search = templates || commit.changesSearch();
    StoreVersion next =
        new StoreVersion(
            version.gallery() + 1,
            version.templates() + (templates ? 1 : 0),
            version.search() + (search ? 1 : 0));
    HeaderSql.setVersion(handle, next);
    commit.header().ifPresent(header -> HeaderSql.replace(handle, header));
    PeopleSql.remove(handle, commit.removedPeople());
    PeopleSql.put(handle, commit.people());
    SealedSql.remove(handle, commit.removedSealed());
    SealedSql.put(handle, commit.sealed());
    commit
        .documents()
        .forEach(
            (name, content) ->
                content.ifPresentOrElse(
                    bytes -> DocumentSql.put(handle, name, bytes),
                    () -> DocumentSql.remove(handle, name)));
    return next;
  }

  private boolean changesTemplates(Handle handle) {
    return !commit.removedPeople().isEmpty()
        || commit.sealed().stream().anyMatch(row -> SealedRow.TEMPLATE.equals(row.kind()))
        || SealedSql.hasTemplate(handle, commit.removedSealed());
  }

  private List<EventOutcome> record(Handle handle) {
    commit.eventsBefore().ifPresent(first -> OutdatedSql.delete(handle, first));
    SessionSql.remove(handle, commit.removedSessions());
    SessionSql.add(handle, commit.sessions());
    SessionSql.replace(handle, commit.replacedSessions());
    return Recording.of(handle, dialect, commit.events());
  }
}
