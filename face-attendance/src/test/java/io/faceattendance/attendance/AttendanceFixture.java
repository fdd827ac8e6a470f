package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.quality.Defect;
import io.faceattendance.quality.QualityGate;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A facade on {@link FakeFaces}, its key beside the data directory. */
final class AttendanceFixture {
  private static final MatchPolicy POLICY = measured(FakeFaces.SPACE);

  private AttendanceFixture() {}

  static AttendanceOptions options(Path folder) {
    return options(folder, FakeFaces.SPACE);
  }

  static AttendanceOptions options(Path folder, EmbeddingSpace space) {
    return AttendanceOptions.defaults()
        .withKeys(KeyProvider.inFolder(folder.resolve("keys")))
        .withModels(FakeFaces.Detector::new, () -> new FakeFaces.Embedder(space))
        .withPolicy(policy(space))
        .withGates(sized(24), sized(40));
  }

  /** The same without thresholds: none come along for the space of fake faces. */
  static AttendanceOptions withoutPolicy(Path folder) {
    AttendanceOptions all = options(folder);
    return new AttendanceOptions(
        all.models(),
        all.keys(),
        Optional.empty(),
        all.clock(),
        all.gates(),
        all.patience(),
        all.creates(),
        all.templates(),
        all.retrainsHeads(),
        all.zone(),
        all.pictures());
  }

  /** The sessions of the years in which the tests play, by date. */
  static List<SessionId> sessions(FaceAttendance attendance) {
    LocalDate first = LocalDate.of(2020, 1, 1);
    return attendance.timetable().between(first, first.plusYears(10)).stream()
        .map(Session::id)
        .toList();
  }

  static FmrTable table(EmbeddingSpace space, double deviation) {
    Random random = new Random(1);
    double[] impostors =
        random.doubles(100_000).map(x -> random.nextGaussian() * deviation).toArray();
    FmrTable.Source source =
        new FmrTable.Source(space, List.of("0".repeat(64)), "random directions", "this test");
    return FmrTable.of(impostors, 1000, source);
  }

  // The faces are of one colour: only their size can be judged.
  private static QualityGate sized(double pixels) {
    return QualityGate.none().with(Defect.TOO_SMALL, pixels);
  }

  static FaceAttendance open(Path folder) {
    return FaceAttendance.open(folder.resolve("data"), options(folder));
  }

  private static MatchPolicy policy(EmbeddingSpace space) {
    return space.equals(FakeFaces.SPACE) ? POLICY : measured(space);
  }

  /** Cosines of random directions in 64 dimensions: standard deviation 1 / 8. */
  private static MatchPolicy measured(EmbeddingSpace space) {
    return MatchPolicy.defaults(table(space, 1 / 8.0));
  }
}
