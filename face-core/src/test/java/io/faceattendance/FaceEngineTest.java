package io.faceattendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.quality.Defect;
import io.faceattendance.quality.FaceQuality;
import io.faceattendance.quality.Finding;
import io.faceattendance.quality.QualityGate;
import io.faceattendance.testing.Pictures;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaceEngineTest {
  private static final Image PICTURE = Pictures.noise(64, 64, 1);

  private final FakeEmbedder embedder = new FakeEmbedder();

  @Test
  void embedsEveryFaceInTheOrderFound() {
    List<Face> faces = IntStream.range(0, 200).mapToObj(i -> face(40 + i)).toList();

    List<AnalyzedFace> analyzed = engine(faces).analyze(PICTURE);

    assertThat(analyzed).extracting(AnalyzedFace::face).isEqualTo(faces);
    assertThat(analyzed)
        .allSatisfy(one -> assertThat(one.embedding()).contains(FakeEmbedder.of(one.face())));
  }

  @Test
  void returnsFacesThatItCannotEmbedWithTheReason() {
    Face small = face(23.9);
    Face enough = face(24);
    Face blind = new Face(enough.box(), 0.9, Optional.empty());
    Face broken = new Face(enough.box(), 0.9, Optional.of(landmarks(0, 0)));
    Face absent = new Face(enough.box(), 0.9, Optional.of(landmarks(Double.NaN, 20)));

    List<AnalyzedFace> analyzed =
        engine(List.of(small, enough, blind, broken, absent)).analyze(PICTURE);

    assertThat(analyzed)
        .extracting(one -> one.findings().stream().map(Finding::defect).toList())
        .containsExactly(
            List.of(Defect.TOO_SMALL),
            List.of(),
            List.of(Defect.NO_LANDMARKS),
            List.of(Defect.NO_LANDMARKS),
            List.of(Defect.NO_LANDMARKS));
    assertThat(analyzed).allMatch(one -> one.findings().isEmpty() == one.embedding().isPresent());
  }

  @Test
  void embedsFacesWithImplausibleLandmarksIfTheyAreAlignedByTheirBox() {
    Face broken = new Face(face(24).box(), 0.9, Optional.of(landmarks(0, 0)));
    embedder.needsLandmarks = false;

    AnalyzedFace analyzed = engine(List.of(broken)).analyze(PICTURE).get(0);

    assertThat(analyzed.findings()).isEmpty();
    assertThat(analyzed.embedding()).isPresent();
  }

  @Test
  void measuresTheShorterSide() {
    Landmarks landmarks = face(40).landmarks().orElseThrow();
    Face narrow = new Face(new BoundingBox(0, 0, 23, 60), 0.9, Optional.of(landmarks));
    Face low = new Face(new BoundingBox(0, 0, 60, 23), 0.9, Optional.of(landmarks));

    assertThat(engine(List.of(narrow, low)).analyze(PICTURE))
        .allMatch(one -> one.findings().equals(List.of(new Finding(Defect.TOO_SMALL, 23, 24))));
  }

  @Test
  void appliesTheGateItWasGiven() {
    FaceEngine engine = engine(List.of(face(10)));
    QualityGate small = QualityGate.none().with(Defect.TOO_SMALL, 10);

    assertThat(engine.withGate(small).analyze(PICTURE).get(0).embedding()).isPresent();
    assertThat(engine.analyze(PICTURE).get(0).embedding()).isEmpty();
  }

  @Test
  void carriesWhatWasMeasured() {
    Face face = face(40);
    Image plain = Pictures.plain(64, 64, 0, 0, 0);

    AnalyzedFace good = engine(List.of(face)).analyze(PICTURE).get(0);
    AnalyzedFace dark = engine(List.of(face)).analyze(plain, face);

    assertThat(good.quality()).contains(FaceQuality.of(PICTURE, face));
    assertThat(dark.quality()).contains(FaceQuality.of(plain, face));
    assertThat(dark.findings())
        .extracting(Finding::defect)
        .containsExactly(Defect.TOO_DARK, Defect.LOW_CONTRAST, Defect.BLURRED);
  }

  @Test
  void measuresNothingForAnOpenGate() {
    FakeDetector detector = new FakeDetector(List.of(face(10)));

    AnalyzedFace analyzed =
        FaceEngine.of(detector, embedder).withGate(QualityGate.none()).analyze(PICTURE).get(0);

    assertThat(analyzed.embedding()).isPresent();
    assertThat(analyzed.quality()).isEmpty();
  }

  @Test
  void looksASecondTimeOnlyForALimitOnTheRoll() {
    FakeDetector detector = new FakeDetector(List.of(face(40)));
    FaceEngine engine = FaceEngine.of(detector, embedder);

    engine.analyze(PICTURE);
    assertThat(detector.calls).hasValue(1);
    engine.withGate(QualityGate.none().with(Defect.ROLLED, 45)).analyze(PICTURE);
    assertThat(detector.calls).hasValue(5);
  }

  @Test
  void looksOnceAtFacesWithoutPlausibleLandmarks() {
    Face blind = new Face(face(40).box(), 0.9, Optional.empty());
    Face broken = new Face(face(40).box(), 0.9, Optional.of(landmarks(0, 0)));
    FakeDetector detector = new FakeDetector(List.of(blind, broken));

    FaceEngine.of(detector, embedder)
        .withGate(QualityGate.none().with(Defect.ROLLED, 45))
        .analyze(PICTURE);

    assertThat(detector.calls).hasValue(1);
  }

  @Test
  void skipsAFaceWithoutAnyExtentBehindAnOpenGate() {
    Point point = new Point(5, 5);
    Face nothing =
        new Face(
            new BoundingBox(5, 5, 0, 0),
            0.9,
            Optional.of(new Landmarks(point, point, point, point, point)));

    FaceEngine open = engine(List.of(nothing)).withGate(QualityGate.none());
    assertThat(open.analyze(PICTURE).get(0).findings()).containsExactly(Finding.NO_LANDMARKS);
  }

  @Test
  void givesNoFacesForAPictureWithoutAny() {
    assertThat(engine(List.of()).analyze(PICTURE)).isEmpty();
  }

  @Test
  void closesNothing() {
    FakeDetector detector = new FakeDetector(List.of(face(40)));
    FaceEngine.of(detector, embedder).analyze(PICTURE);

    assertThat(detector.closed).isFalse();
    assertThat(embedder.closed).isFalse();
  }

  @Test
  void keepsTheTypeAndMessageOfAFailure() {
    embedder.failure = new InferenceException("expected room for a tensor, got none");
    assertThatThrownBy(() -> engine(Collections.nCopies(50, face(40))).analyze(PICTURE))
        .isInstanceOf(InferenceException.class)
        .hasMessage("expected room for a tensor, got none");
    embedder.failure = new IllegalStateException("the model is closed");
    assertThatThrownBy(() -> engine(Collections.nCopies(50, face(40))).analyze(PICTURE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the model is closed");
  }

  @Test
  void worksInsideAPoolOfOneThread() {
    List<Face> faces = Collections.nCopies(20, face(40));
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      assertThat(pool.submit(() -> engine(faces).analyze(PICTURE)).join())
          .isEqualTo(engine(faces).analyze(PICTURE));
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void worksInsideATaskOfTheCommonPool() {
    List<Face> faces = Collections.nCopies(20, face(40));
    List<AnalyzedFace> expected = engine(faces).analyze(PICTURE);

    assertThat(IntStream.range(0, 50).parallel().mapToObj(i -> engine(faces).analyze(PICTURE)))
        .containsOnly(expected);
  }

  @Test
  void worksOnAnInterruptedThreadAndLeavesItInterrupted() {
    List<Face> faces = Collections.nCopies(20, face(40));
    Thread.currentThread().interrupt();

    List<AnalyzedFace> analyzed = engine(faces).analyze(PICTURE);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(analyzed).hasSize(20).allMatch(one -> one.embedding().isPresent());
  }

  private FaceEngine engine(List<Face> faces) {
    return FaceEngine.of(new FakeDetector(faces), embedder);
  }

  private static Face face(double size) {
    return new Face(
        new BoundingBox(0, 0, size, size), 0.9, Optional.of(landmarks(size * 0.3, size * 0.4)));
  }

  private static Landmarks landmarks(double left, double spread) {
    return new Landmarks(
        new Point(left, left),
        new Point(left + spread, left),
        new Point(left + spread / 2, left + spread / 2),
        new Point(left, left + spread),
        new Point(left + spread, left + spread));
  }

  private static final class FakeDetector implements FaceDetector {
    private final List<Face> faces;
    final AtomicInteger calls = new AtomicInteger();
    boolean closed;

    FakeDetector(List<Face> faces) {
      this.faces = faces;
    }

    @Override
    public List<Face> detect(Image image) {
      calls.incrementAndGet();
      return faces;
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Embeds the width of the face's box. */
  private static final class FakeEmbedder implements FaceEmbedder {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "x", "box", "none", 2);
    volatile @Nullable RuntimeException failure;
    boolean closed;
    boolean needsLandmarks = true;

    static Embedding of(Face face) {
      return Embedding.of(SPACE, new float[] {1, (int) face.box().width()});
    }

    @Override
    public EmbeddingSpace space() {
      return SPACE;
    }

    @Override
    public FaceAligner aligner() {
      return new FaceAligner() {
        @Override
        public String id() {
          return "box";
        }

        @Override
        public boolean needsLandmarks() {
          return needsLandmarks;
        }

        @Override
        public Image align(Image image, Face face) {
          return Image.of((int) face.box().width(), 1, new byte[3 * (int) face.box().width()]);
        }
      };
    }

    @Override
    public Embedding embed(Image aligned) {
      RuntimeException planned = failure;
      if (planned != null) {
        throw planned;
      }
      return Embedding.of(SPACE, new float[] {1, aligned.width()});
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
