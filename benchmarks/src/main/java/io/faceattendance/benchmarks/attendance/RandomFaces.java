package io.faceattendance.benchmarks.attendance;

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
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Models that cost nothing: a picture of one number has one face, in a random direction. */
final class RandomFaces {
  /** As many values as the default embedder gives. */
  static final EmbeddingSpace SPACE = new EmbeddingSpace("random", "none", "none", "none", 128);

  private static final int SIZE = 64;

  private RandomFaces() {}

  /** A picture of that number. */
  static Image picture(int number) {
    byte[] pixels = new byte[SIZE * SIZE * 3];
    ByteBuffer.wrap(pixels).putInt(number);
    return Image.of(SIZE, SIZE, pixels);
  }

  /** Finds the face. */
  static final class Detector implements FaceDetector {
    @Override
    public List<Face> detect(Image image) {
      Landmarks landmarks =
          new Landmarks(
              new Point(20, 24),
              new Point(44, 24),
              new Point(32, 36),
              new Point(22, 48),
              new Point(42, 48));
      return List.of(new Face(new BoundingBox(0, 0, SIZE, SIZE), 1, Optional.of(landmarks)));
    }

    @Override
    public boolean findsLandmarks() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Turns the number into a direction. */
  static final class Embedder implements FaceEmbedder {
    @Override
    public EmbeddingSpace space() {
      return SPACE;
    }

    @Override
    public FaceAligner aligner() {
      return new FaceAligner() {
        @Override
        public String id() {
          return "none";
        }

        @Override
        public boolean needsLandmarks() {
          return true;
        }

        @Override
        public Image align(Image image, Face face) {
          return image;
        }
      };
    }

    @Override
    public Embedding embed(Image aligned) {
      int number = ByteBuffer.wrap(aligned.copyRegion(0, 0, 2, 1)).getInt();
      Random random = new Random(number * 7919L);
      float[] vector = new float[SPACE.dimension()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      return Embedding.of(SPACE, vector);
    }

    @Override
    public void close() {}
  }
}
