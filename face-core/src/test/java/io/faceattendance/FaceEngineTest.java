package io.faceattendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.AnalyzedFace.SkipReason;
import io.faceattendance.testing.Pictures;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
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
        .extracting(AnalyzedFace::skipped)
        .containsExactly(
            Optional.of(SkipReason.TOO_SMALL),
            Optional.empty(),
            Optional.of(SkipReason.NO_LANDMARKS),
            Optional.of(SkipReason.DEGENERATE_LANDMARKS),
            Optional.of(SkipReason.DEGENERATE_LANDMARKS));
    assertThat(analyzed).allMatch(one -> one.skipped().isPresent() != one.embedding().isPresent());
  }

  @Test
  void measuresTheShorterSide() {
    Landmarks landmarks = face(40).landmarks().orElseThrow();
    Face narrow = new Face(new BoundingBox(0, 0, 23, 60), 0.9, Optional.of(landmarks));
    Face low = new Face(new BoundingBox(0, 0, 60, 23), 0.9, Optional.of(landmarks));

    assertThat(engine(List.of(narrow, low)).analyze(PICTURE))
        .allMatch(one -> one.skipped().equals(Optional.of(SkipReason.TOO_SMALL)));
  }

  @Test
  void embedsSmallerFacesWhenToldTo() {
    FaceEngine engine = engine(List.of(face(10)));

    assertThat(engine.withMinimumFace(10).analyze(PICTURE).get(0).embedding()).isPresent();
    assertThat(engine.analyze(PICTURE).get(0).embedding()).isEmpty();
    for (double bad : new double[] {-1, Double.NaN}) {
      assertThatThrownBy(() -> engine.withMinimumFace(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void skipsAFaceWithoutAnyExtentWhenEverySizeIsAllowed() {
    Point point = new Point(5, 5);
    Face nothing =
        new Face(
            new BoundingBox(5, 5, 0, 0),
            0.9,
            Optional.of(new Landmarks(point, point, point, point, point)));

    assertThat(engine(List.of(nothing)).withMinimumFace(0).analyze(PICTURE).get(0).skipped())
        .contains(SkipReason.DEGENERATE_LANDMARKS);
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
    boolean closed;

    FakeDetector(List<Face> faces) {
      this.faces = faces;
    }

    @Override
    public List<Face> detect(Image image) {
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
          return true;
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
