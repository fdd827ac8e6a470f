package io.faceattendance;

import io.faceattendance.AnalyzedFace.SkipReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Detect, align, embed: all faces of a picture in one call.
 *
 * <p>The engine owns nothing: whoever opened the detector and the embedder closes them. It is
 * immutable and thread-safe, and its results do not depend on the number of threads. The faces of
 * one picture are embedded in parallel on the common pool.
 */
public final class FaceEngine {
  private static final double DEFAULT_MINIMUM_FACE = 24;

  private final FaceDetector detector;
  private final FaceEmbedder embedder;
  private final double minimumFace;

  private FaceEngine(FaceDetector detector, FaceEmbedder embedder, double minimumFace) {
    this.detector = detector;
    this.embedder = embedder;
    this.minimumFace = minimumFace;
  }

  /**
   * An engine that embeds faces from 24 pixels on.
   *
   * @param detector finds the faces
   * @param embedder embeds them; it brings its own aligner
   * @return the engine
   * @throws IllegalArgumentException if the embedder's aligner needs landmarks, which the detector
   *     does not find
   */
  public static FaceEngine of(FaceDetector detector, FaceEmbedder embedder) {
    if (embedder.aligner().needsLandmarks() && !detector.findsLandmarks()) {
      throw new IllegalArgumentException(
          ("expected a detector with landmarks for the alignment %s, got one without: use another"
                  + " detector, or open the embedder for faces aligned by their box")
              .formatted(embedder.aligner().id()));
    }
    return new FaceEngine(detector, embedder, DEFAULT_MINIMUM_FACE);
  }

  /**
   * The same engine with another smallest face. A smaller face is still returned, without an
   * embedding.
   *
   * @param pixels the shorter side of the smallest box to embed, in source pixels, at least 0
   * @return an engine with that minimum
   * @throws IllegalArgumentException if it is negative or not a number
   */
  public FaceEngine withMinimumFace(double pixels) {
    if (!(pixels >= 0)) {
      throw new IllegalArgumentException("expected at least 0 pixels, got " + pixels);
    }
    return new FaceEngine(detector, embedder, pixels);
  }

  /**
   * The space of the embeddings this engine makes.
   *
   * @return the embedder's space
   */
  public EmbeddingSpace space() {
    return embedder.space();
  }

  /**
   * Finds and embeds every face of a picture.
   *
   * @param image the picture
   * @return the faces, best detection first; those that cannot be embedded say why
   * @throws InferenceException if a network fails
   * @throws IllegalStateException if the detector or the embedder is closed
   */
  public List<AnalyzedFace> analyze(Image image) {
    List<Face> faces = detector.detect(image);
    List<Face> usable = faces.stream().filter(face -> skipReason(face).isEmpty()).toList();
    FaceAligner aligner = embedder.aligner();
    List<Image> aligned = usable.parallelStream().map(face -> aligner.align(image, face)).toList();
    Iterator<Embedding> embeddings = embedder.embedAll(aligned).iterator();
    List<AnalyzedFace> analyzed = new ArrayList<>(faces.size());
    for (Face face : faces) {
      Optional<SkipReason> skipped = skipReason(face);
      Optional<Embedding> embedding =
          skipped.isPresent() ? Optional.empty() : Optional.of(embeddings.next());
      analyzed.add(new AnalyzedFace(face, embedding, skipped));
    }
    return List.copyOf(analyzed);
  }

  /**
   * Finds every face of a picture and embeds only the one whose centre is nearest to the picture's:
   * for portraits and for data sets that have their subject in the middle.
   *
   * @param image the picture
   * @return that face; empty if no face was found
   * @throws InferenceException if a network fails
   * @throws IllegalStateException if the detector or the embedder is closed
   */
  public Optional<AnalyzedFace> analyzeCentral(Image image) {
    Point middle = new Point(image.width() / 2.0, image.height() / 2.0);
    return detector.detect(image).stream()
        .min(Comparator.comparingDouble(face -> face.box().centre().distanceTo(middle)))
        .map(face -> analyze(image, face));
  }

  /**
   * Embeds one face that was found before.
   *
   * @param image the picture
   * @param face a face of that picture
   * @return the face with its embedding, or with the reason why it has none
   * @throws InferenceException if the network fails
   * @throws IllegalStateException if the embedder is closed
   */
  public AnalyzedFace analyze(Image image, Face face) {
    Optional<SkipReason> skipped = skipReason(face);
    if (skipped.isPresent()) {
      return new AnalyzedFace(face, Optional.empty(), skipped);
    }
    Image aligned = embedder.aligner().align(image, face);
    return new AnalyzedFace(face, Optional.of(embedder.embed(aligned)), Optional.empty());
  }

  private Optional<SkipReason> skipReason(Face face) {
    if (Math.min(face.box().width(), face.box().height()) < minimumFace) {
      return Optional.of(SkipReason.TOO_SMALL);
    }
    if (face.landmarks().isEmpty()) {
      boolean needed = embedder.aligner().needsLandmarks();
      return needed ? Optional.of(SkipReason.NO_LANDMARKS) : Optional.empty();
    }
    boolean plausible = face.landmarks().get().isPlausibleIn(face.box());
    return plausible ? Optional.empty() : Optional.of(SkipReason.DEGENERATE_LANDMARKS);
  }
}
