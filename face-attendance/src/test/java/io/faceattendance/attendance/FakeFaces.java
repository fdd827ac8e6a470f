package io.faceattendance.attendance;

import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.Face;
import io.faceattendance.FaceAligner;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.Landmarks;
import io.faceattendance.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Faces that are rectangles of one colour on black. Red is the person (1 to 255), green how much
 * this picture differs from the person's others (0 to 255), blue a second person who is mixed in
 * (0: nobody), or {@link #NO_LANDMARKS}.
 */
final class FakeFaces {
  static final int NO_LANDMARKS = 255;
  static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", "none", "middle", "none", 64);

  private FakeFaces() {}

  /** One face of a picture. */
  record Drawn(int person, int difference, int mixed, int size) {

    static Drawn of(int person) {
      return new Drawn(person, 0, 0, 60);
    }

    Drawn differing(int by) {
      return new Drawn(person, by, mixed, size);
    }

    Drawn mixedWith(int other) {
      return new Drawn(person, difference, other, size);
    }

    Drawn sized(int pixels) {
      return new Drawn(person, difference, mixed, pixels);
    }
  }

  /** A picture of these faces from left to right, each in a cell of 100 pixels. */
  static Image picture(Drawn... faces) {
    int width = 100 * Math.max(1, faces.length);
    byte[] bgr = new byte[width * 100 * 3];
    for (int i = 0; i < faces.length; i++) {
      Drawn face = faces[i];
      for (int y = 10; y < 10 + face.size(); y++) {
        for (int x = 100 * i + 10; x < 100 * i + 10 + face.size(); x++) {
          int at = (y * width + x) * 3;
          bgr[at] = (byte) face.mixed();
          bgr[at + 1] = (byte) face.difference();
          bgr[at + 2] = (byte) face.person();
        }
      }
    }
    return Image.of(width, 100, bgr);
  }

  static Image portrait(int person) {
    return picture(Drawn.of(person));
  }

  private static int colour(Image image, int x, int y) {
    byte[] pixel = image.copyRegion(x, y, 1, 1);
    return (pixel[2] & 0xff) << 16 | (pixel[1] & 0xff) << 8 | pixel[0] & 0xff;
  }

  /** Counts what was opened and closed, and whether anything was used after or during close. */
  static class Resource implements AutoCloseable {
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger misused = new AtomicInteger();

    <T> T use(Supplier<T> call) {
      running.incrementAndGet();
      try {
        T result = call.get();
        if (closed.get() > 0) {
          misused.incrementAndGet();
        }
        return result;
      } finally {
        running.decrementAndGet();
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      misused.addAndGet(running.get());
    }
  }

  /** Finds the rectangles. */
  static final class Detector extends Resource implements FaceDetector {
    @Override
    public List<Face> detect(Image image) {
      return use(
          () -> {
            List<Face> faces = new ArrayList<>();
            for (int cell = 0; cell < image.width() / 100; cell++) {
              int x = 100 * cell + 10;
              int colour = colour(image, x, 10);
              if (colour != 0) {
                faces.add(face(image, x, colour));
              }
            }
            return List.copyOf(faces);
          });
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    private static Face face(Image image, int x, int colour) {
      int size = 1;
      while (x + size < image.width() && colour(image, x + size, 10) == colour) {
        size++;
      }
      BoundingBox box = new BoundingBox(x, 10, size, size);
      boolean without = (colour & 0xff) == NO_LANDMARKS;
      return new Face(box, 0.9, without ? Optional.empty() : Optional.of(landmarks(box)));
    }

    private static Landmarks landmarks(BoundingBox box) {
      double w = box.width();
      return new Landmarks(
          new Point(box.x() + 0.3 * w, box.y() + 0.4 * w),
          new Point(box.x() + 0.7 * w, box.y() + 0.4 * w),
          new Point(box.x() + 0.5 * w, box.y() + 0.6 * w),
          new Point(box.x() + 0.35 * w, box.y() + 0.8 * w),
          new Point(box.x() + 0.65 * w, box.y() + 0.8 * w));
    }
  }

  /** Turns the colour into a direction. */
  static final class Embedder extends Resource implements FaceEmbedder {
    private final EmbeddingSpace space;

    Embedder(EmbeddingSpace space) {
      this.space = space;
    }

    @Override
    public EmbeddingSpace space() {
      return space;
    }

    @Override
    public FaceAligner aligner() {
      return new FaceAligner() {
        @Override
        public String id() {
          return "middle";
        }

        @Override
        public boolean needsLandmarks() {
          return true;
        }

        @Override
        public Image align(Image image, Face face) {
          Point centre = face.box().centre();
          byte[] pixel = image.copyRegion((int) centre.x(), (int) centre.y(), 1, 1);
          return Image.of(1, 1, pixel);
        }
      };
    }

    @Override
    public Embedding embed(Image aligned) {
      return use(
          () -> {
            int colour = colour(aligned, 0, 0);
            int person = colour >> 16;
            int difference = colour >> 8 & 0xff;
            int mixed = colour & 0xff;
            float[] vector = new float[space.dimension()];
            add(vector, person, 1);
            add(vector, 1000 + person * 256 + difference, difference / 100.0);
            add(vector, mixed, mixed == 0 ? 0 : 1);
            return Embedding.of(space, vector);
          });
    }

    private static void add(float[] vector, int seed, double weight) {
      Random random = new Random(seed * 7919L);
      double[] direction = random.doubles(vector.length).map(x -> random.nextGaussian()).toArray();
      double length = Math.sqrt(Arrays.stream(direction).map(x -> x * x).sum());
      for (int i = 0; i < vector.length; i++) {
        vector[i] += (float) (weight * direction[i] / length);
      }
    }
  }
}
