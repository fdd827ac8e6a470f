package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.HeadStore;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.internal.archive.ArchiveImport;
import io.faceattendance.attendance.store.StoreLocation;
import java.util.Optional;

/** Everything that a {@link FaceAttendance} consists of. */
record Assembly(
    Owned owned,
    Vault vault,
    PeopleStore people,
    Optional<Recognition> recognition,
    Thresholds thresholds,
    TrainedHeads heads,
    Roster roster,
    Timetable timetable,
    Register register,
    Reports reports,
    Privacy privacy,
    Archives archives,
    AuditLog audit) {

  /** Opens it all, or nothing. */
  static Assembly open(StoreLocation location, AttendanceOptions options, HeadTrainer trainer) {
    Owned owned = new Owned();
    boolean complete = false;
    try {
      Assembly assembly = assemble(owned, options.openVault(location), options, trainer);
      complete = true;
      return assembly;
    } finally {
      if (!complete) {
        owned.close();
      }
    }
  }

  private static Assembly assemble(
      Owned owned, Vault vault, AttendanceOptions options, HeadTrainer trainer) {
    owned.onClose(vault::close);
    ArchiveImport.requireFinished(vault);
    HeadTraining training = new HeadTraining(vault, trainer, options.templates().scoring());
    Retraining retraining = new Retraining(training);
    owned.onClose(retraining::close); // before the store, which it uses
    Runnable stale = options.retrainsHeads() ? retraining::request : () -> {};
    Sessions sessions = new Sessions(vault, options.zone());
    Optional<Recognition> recognition =
        options
            .models()
            .map(models -> Recognition.open(owned, vault, options, models, training, stale));
    Optional<Gallery> gallery = recognition.map(Recognition::gallery);
    HeadStore heads = new HeadStore(vault);
    return new Assembly(
        owned,
        vault,
        new PeopleStore(vault),
        recognition,
        new Thresholds(owned, vault, options, gallery),
        new TrainedHeads(owned, heads, training, retraining, gallery),
        new Roster(owned, vault),
        new Timetable(owned, vault, sessions),
        new Register(owned, vault, sessions),
        new Reports(owned, vault, sessions),
        new Privacy(owned, vault),
        new Archives(owned, vault),
        new AuditLog(owned, vault));
  }
}
