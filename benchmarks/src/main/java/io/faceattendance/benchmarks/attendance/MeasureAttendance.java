package io.faceattendance.benchmarks.attendance;

import io.faceattendance.attendance.AttendanceOptions;
import io.faceattendance.attendance.FaceAttendance;
import io.faceattendance.attendance.GroupId;
import io.faceattendance.attendance.SessionId;
import io.faceattendance.attendance.Stores;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.FmrTable;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.quality.QualityGate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Measures reports and opening on a {@link LargeStore}, beside a bare read of the same rows: {@code
 * java -Xmx2g -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.attendance.MeasureAttendance URL}, with the JDBC URL of an empty
 * store, which is filled first (minutes), or of one that was filled so. The key is made in {@code
 * FACE_KEY_FILE}; user and password of a server come from the environment.
 */
public final class MeasureAttendance {
  private static final int ROUNDS = 20;
  private static final String EVERYBODY = "q"; // ids begin with p
  private static final LocalDate MONTH = LocalDate.of(2026, 2, 1);
  private static final int OF_THAT_MONTH = 20; // the sessions of four weeks, the first is the 20th

  private final StoreLocation location;
  private final AttendanceOptions options;
  private final BareReads bare;

  private MeasureAttendance(String url, Map<String, String> environment) throws SQLException {
    this.location = Stores.of(url, environment, Duration.ofSeconds(10));
    this.options =
        AttendanceOptions.defaults()
            .withModels(RandomFaces.Detector::new, RandomFaces.Embedder::new)
            .withGates(QualityGate.none(), QualityGate.none())
            .withPolicy(policy());
    if (location.exclusively(location::peek).isEmpty()) {
      long begun = System.nanoTime();
      new LargeStore(location, options).fill();
      System.out.printf(Locale.ROOT, "filled in %.0f s%n%n", (System.nanoTime() - begun) / 1e9);
    }
    this.bare = BareReads.open(url, environment);
  }

  // Cosines of random directions in as many dimensions: nobody resembles anybody.
  private static MatchPolicy policy() {
    Random random = new Random(1);
    double deviation = 1 / Math.sqrt(RandomFaces.SPACE.dimension());
    double[] impostors =
        random.doubles(100_000).map(x -> random.nextGaussian() * deviation).toArray();
    FmrTable.Source source =
        new FmrTable.Source(
            RandomFaces.SPACE, List.of("0".repeat(64)), "random directions", "this program");
    return MatchPolicy.defaults(FmrTable.of(impostors, 1000, source));
  }

  /**
   * Fills the store if it is empty, measures, and prints a Markdown table.
   *
   * @param arguments the JDBC URL of the store
   * @throws Exception if the store fails
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("expected the JDBC URL of a store");
      System.exit(2);
    }
    new MeasureAttendance(arguments[0], System.getenv()).run();
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d people, %d sessions, %,d events%n%n",
        location.name(),
        LargeStore.PEOPLE,
        LargeStore.SESSIONS,
        LargeStore.events());
    System.out.println("| what | rows | first | median | worst | bare read | share |");
    System.out.println("|---|---|---|---|---|---|---|");
    opening(); // first: a program that was just started opens cold
    try (FaceAttendance attendance = FaceAttendance.open(location, options.withoutModels())) {
      sessions(attendance);
      month(attendance, "class", LargeStore.classOf(0), LargeStore.id(LargeStore.CLASS).value());
      month(attendance, "half", LargeStore.half(0), EVERYBODY);
    }
    bare.close();
  }

  private void sessions(FaceAttendance attendance) throws Exception {
    int[] next = {0};
    Callable<Integer> report =
        () -> {
          var one = attendance.reports().session(LargeStore.session(next[0]++)).orElseThrow();
          return one.rows().size();
        };
    int[] same = {0};
    print(
        "report of a session",
        times(report),
        times(() -> bare.sessions(List.of(LargeStore.session(same[0]++)), EVERYBODY)));
  }

  private void month(FaceAttendance attendance, String what, GroupId group, String before)
      throws Exception {
    LocalDate last = MONTH.plusMonths(1).minusDays(1);
    Callable<Integer> report =
        () -> attendance.reports().group(group, MONTH, last).orElseThrow().rows().size();
    List<SessionId> ofMonth = new ArrayList<>();
    for (int i = 0; i < OF_THAT_MONTH; i++) {
      ofMonth.add(LargeStore.session(OF_THAT_MONTH + i));
    }
    print(
        "report of a month of a %s".formatted(what),
        times(report),
        times(() -> bare.sessions(ofMonth, before)));
  }

  private void opening() throws Exception {
    Callable<Integer> open =
        () -> {
          try (FaceAttendance attendance = FaceAttendance.open(location, options)) {
            return attendance.people().size();
          }
        };
    print("open with all templates", times(open), times(bare::templates));
  }

  /** How long each round took, in ms, and what came of the last. */
  private record Times(int rows, List<Double> milliseconds) {
    double first() {
      return milliseconds.get(0);
    }

    double median() {
      List<Double> sorted = new ArrayList<>(milliseconds);
      Collections.sort(sorted);
      return sorted.get(sorted.size() / 2);
    }

    double worst() {
      return Collections.max(milliseconds);
    }
  }

  private static Times times(Callable<Integer> work) throws Exception {
    List<Double> milliseconds = new ArrayList<>();
    int rows = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      rows = work.call();
      milliseconds.add((System.nanoTime() - begun) / 1e6);
    }
    return new Times(rows, milliseconds);
  }

  private static void print(String what, Times own, Times bare) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.2f |%n",
        what,
        own.rows(),
        own.first(),
        own.median(),
        own.worst(),
        bare.median(),
        bare.median() / own.median());
  }
}
