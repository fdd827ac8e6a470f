package io.faceattendance.attendance.internal;

import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Evidence;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A store below a temporary folder, its key beside the data directory. */
final class StoreFixture {
  static final EmbeddingSpace SPACE =
      new EmbeddingSpace("test-weights", "test-pixels", "test-cut", "none", 16);
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private StoreFixture() {}

  static Path data(Path folder) {
    return folder.resolve("data");
  }

  static KeyProvider keys(Path folder) {
    return KeyProvider.inFolder(folder.resolve("keys"));
  }

  static AttendanceStore open(Path folder) {
    return open(folder, keys(folder));
  }

  static AttendanceStore open(Path folder, KeyProvider keys) {
    return AttendanceStore.open(
        data(folder), keys, Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofSeconds(10));
  }

  static Embedding embedding(long seed) {
    Random random = new Random(seed);
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(SPACE, vector);
  }

  static Template template(PersonId person, long seed) {
    return new Template(UUID.randomUUID(), person, embedding(seed));
  }

  static void enrol(AttendanceStore store, Person person, int templates) {
    List<Template> made =
        IntStream.range(0, templates).mapToObj(i -> template(person.id(), i)).toList();
    if (store.enrol(store.galleryVersion(), person, made, 100, List.of()).isEmpty()) {
      throw new AssertionError("nobody else should enrol in this test");
    }
  }

  /** What is known of a head for the people who are here now. */
  static HeadRow head(AttendanceStore store) {
    HeadTrial trial = new HeadTrial(0.9, 0.95, 0.01, 100, 200);
    long people = store.heads().basis().people();
    return new HeadRow(HeadKind.SVM, SPACE, people, 2, 4, 7, TemplateScoring.BEST, trial, true);
  }

  static Fact present(String person) {
    return new Fact(PersonId.of(person), Fact.Kind.PRESENT, NOON, evidence());
  }

  static Evidence evidence() {
    return new Evidence(0.75, 0.5, 1, new BoundingBox(1.5, 2, 30, 40));
  }

  static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Whether these bytes stand anywhere in the data directory. */
  static boolean isInAFile(Path folder, byte[] trace) {
    try {
      for (Path file : filesOf(data(folder))) {
        if (Bytes.contains(Files.readAllBytes(file), trace)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
