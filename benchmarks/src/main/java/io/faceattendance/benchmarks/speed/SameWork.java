package io.faceattendance.benchmarks.speed;

import io.faceattendance.BoundingBox;
import io.faceattendance.Embedding;
import io.faceattendance.Face;
import io.faceattendance.Image;
import java.util.List;

/**
 * Speed says nothing unless the peers do the same work: before a measurement each set-up holds the
 * library's result against the peer's, and throws if they differ.
 */
final class SameWork {
  private static final double SAME_FACE = 0.9;
  private static final double SAME_EMBEDDING = 0.9999;

  private SameWork() {}

  static void requireFaces(List<Face> ours, List<BoundingBox> theirs) {
    boolean same =
        ours.size() == theirs.size()
            && ours.stream()
                .allMatch(
                    face -> theirs.stream().anyMatch(box -> box.iou(face.box()) >= SAME_FACE));
    require(same && !ours.isEmpty(), "the same faces", ours.size() + " and " + theirs.size());
  }

  static void requirePixels(Image ours, Image theirs, double meanDifference) {
    require(
        ours.width() == theirs.width() && ours.height() == theirs.height(),
        "pictures of one size",
        ours + " and " + theirs);
    byte[] a = ours.copyRegion(0, 0, ours.width(), ours.height());
    byte[] b = theirs.copyRegion(0, 0, theirs.width(), theirs.height());
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
    }
    double mean = (double) sum / a.length;
    require(
        mean <= meanDifference,
        "pixels that differ by at most %s on average".formatted(meanDifference),
        String.valueOf(mean));
  }

  static void requireEmbedding(Embedding ours, float[] theirs) {
    double cosine = ours.cosine(Embedding.of(ours.space(), theirs));
    require(cosine >= SAME_EMBEDDING, "the same embedding", "a cosine of " + cosine);
  }

  static void require(boolean holds, String expected, String actual) {
    if (!holds) {
      throw new IllegalStateException(
          "expected %s from the library and its peer, got %s".formatted(expected, actual));
    }
  }
}
