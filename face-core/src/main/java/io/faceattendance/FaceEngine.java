package io.faceattendance;

import io.faceattendance.quality.Defect;
import io.faceattendance.quality.FaceQuality;
import io.faceattendance.quality.Finding;
import io.faceattendance.quality.QualityGate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Detect, check, align, embed: all faces of a picture in one call.
 *
 * <p>The engine owns nothing: whoever opened the detector and the embedder closes them. It is
 * immutable and thread-safe. The faces of one picture are measured and embedded in parallel on the
 * common pool. Its results do not depend on the number of threads, but for the last digits of an
 * embedding: how many faces share a batch follows from the number of processors, and batches of
 * other sizes round otherwise.
 */
public final class FaceEngine {
  private final FaceDetector detector;
  private final FaceEmbedder embedder;
  private final QualityGate gate;

  private FaceEngine(FaceDetector detector, FaceEmbedder embedder, QualityGate gate) {
    this.detector = detector;
    this.embedder = embedder;
    this.gate = gate;
  }

  /**
   * An engine that embeds the faces that pass {@link QualityGate#forRecognition()}.
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
    return new FaceEngine(detector, embedder, QualityGate.forRecognition());
  }

  /**
   * The same engine with another gate. A face that the gate refuses is still returned, without an
   * embedding. An open gate costs nothing; a limit on {@link Defect#ROLLED} costs a second look at
   * each face, three detections in a small picture.
   *
   * @param limits what a face has to be like to be embedded
   * @return an engine with that gate
   */
  public FaceEngine withGate(QualityGate limits) {
    return new FaceEngine(detector, embedder, limits);
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
   * @return the faces, best detection first; those that are not embedded say why
   * @throws InferenceException if a network fails
   * @throws IllegalStateException if the detector or the embedder is closed
   */
  public List<AnalyzedFace> analyze(Image image) {
    List<Prepared> faces =
        detector.detect(image).parallelStream().map(face -> prepare(image, face)).toList();
    List<Image> aligned = faces.stream().flatMap(face -> face.aligned().stream()).toList();
    Iterator<Embedding> embeddings = embedder.embedAll(aligned).iterator();
    List<AnalyzedFace> analyzed = new ArrayList<>(faces.size());
    for (Prepared face : faces) {
      analyzed.add(face.with(face.aligned().map(cutOut -> embeddings.next())));
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
   * @return the face with its embedding, or with the reasons why it has none
   * @throws InferenceException if the network fails
   * @throws IllegalStateException if the embedder is closed
   */
  public AnalyzedFace analyze(Image image, Face face) {
    Prepared prepared = prepare(image, face);
    return prepared.with(prepared.aligned().map(embedder::embed));
  }

  private Prepared prepare(Image image, Face face) {
    Optional<FaceQuality> quality = quality(image, face);
    List<Finding> findings = new ArrayList<>(quality.map(gate::check).orElse(List.of()));
    if (!canBeAligned(face)
        && findings.stream().noneMatch(one -> one.defect() == Defect.NO_LANDMARKS)) {
      findings.add(Finding.NO_LANDMARKS);
    }
    Optional<Image> aligned =
        findings.isEmpty() ? Optional.of(embedder.aligner().align(image, face)) : Optional.empty();
    return new Prepared(face, quality, List.copyOf(findings), aligned);
  }

  private Optional<FaceQuality> quality(Image image, Face face) {
    if (gate.isOpen()) {
      return Optional.empty();
    }
    return Optional.of(
        gate.limits().containsKey(Defect.ROLLED)
            ? FaceQuality.of(image, face, detector)
            : FaceQuality.of(image, face));
  }

  private boolean canBeAligned(Face face) {
    return !embedder.aligner().needsLandmarks()
        || face.landmarks().filter(points -> points.isPlausibleIn(face.box())).isPresent();
  }

  /** A face with all that is known of it before the network sees it; not cut out if refused. */
  private record Prepared(
      Face face, Optional<FaceQuality> quality, List<Finding> findings, Optional<Image> aligned) {

    AnalyzedFace with(Optional<Embedding> embedding) {
      return new AnalyzedFace(face, embedding, quality, findings);
    }
  }
}
