package io.faceattendance.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which faces are good enough. Immutable; every {@code with} gives a changed copy.
 *
 * <p>What the two default gates refuse of real pictures is in benchmarks/results/quality.md.
 *
 * @param limits the limit of each defect that is looked for, in its criterion's unit: what the
 *     value must be at least, or must be at most without its sign; at least 0. What could not be
 *     measured violates no limit.
 */
public record QualityGate(Map<Defect, Double> limits) {
  /**
   * Checks the components.
   *
   * @param limits as above
   */
  public QualityGate {
    limits.forEach(
        (defect, limit) -> {
          if (!(limit >= 0) || Double.isInfinite(limit)) {
            throw new IllegalArgumentException(
                "expected a limit of at least 0 for %s, got %s".formatted(defect, limit));
          }
        });
    Map<Defect, Double> ordered = new EnumMap<>(Defect.class);
    ordered.putAll(limits);
    limits = Collections.unmodifiableMap(ordered);
  }

  /**
   * A gate that refuses nothing.
   *
   * @return no limits
   */
  public static QualityGate none() {
    return new QualityGate(Map.of());
  }

  /**
   * The gate for faces to recognise: refuses what would be a coin toss.
   *
   * @return faces from 24 pixels on that are neither black, white, of one grey, nor a smear
   */
  public static QualityGate forRecognition() {
    return none()
        .with(Defect.TOO_SMALL, 24)
        .with(Defect.TOO_DARK, 4)
        .with(Defect.TOO_BRIGHT, 98)
        .with(Defect.LOW_CONTRAST, 1)
        .with(Defect.BLURRED, 24);
  }

  /**
   * The gate for faces to enrol, stricter: what is enrolled badly is never found again. Its limit
   * on the roll asks for a second look at each face, see {@link FaceQuality}.
   *
   * @return faces from 40 pixels on, upright, roughly from the front, sharp and well lit
   */
  public static QualityGate forEnrolment() {
    return none()
        .with(Defect.TOO_SMALL, 40)
        .with(Defect.TOO_DARK, 15)
        .with(Defect.TOO_BRIGHT, 90)
        .with(Defect.LOW_CONTRAST, 5)
        .with(Defect.BLURRED, 30)
        .with(Defect.TURNED, 45)
        .with(Defect.TILTED, 30)
        .with(Defect.ROLLED, 45);
  }

  /**
   * The same gate with another limit.
   *
   * @param defect what to refuse
   * @param limit from where on, see {@link #limits()}
   * @return the gate
   * @throws IllegalArgumentException if the limit is negative or not finite
   */
  public QualityGate with(Defect defect, double limit) {
    Map<Defect, Double> changed = new EnumMap<>(Defect.class);
    changed.putAll(limits);
    changed.put(defect, limit);
    return new QualityGate(changed);
  }

  /**
   * The same gate without a limit.
   *
   * @param defect what to accept
   * @return the gate
   */
  public QualityGate without(Defect defect) {
    Map<Defect, Double> changed = new EnumMap<>(Defect.class);
    changed.putAll(limits);
    changed.remove(defect);
    return new QualityGate(changed);
  }

  /**
   * The same gate, refusing single faces that could be aligned by their box only. A detector that
   * never finds landmarks is refused once, when it is opened, by {@code
   * FaceModels.requiringLandmarks()} of face-attendance.
   *
   * @return the gate
   */
  public QualityGate requiringLandmarks() {
    return with(Defect.NO_LANDMARKS, Finding.NO_LANDMARKS.limit());
  }

  /**
   * Whether nothing has to be measured for this gate.
   *
   * @return true if it refuses nothing
   */
  public boolean isOpen() {
    return limits.isEmpty();
  }

  /**
   * Compares a face with every limit.
   *
   * @param quality what was measured
   * @return the violated limits in the order of {@link Defect}; empty if the face is good enough
   */
  public List<Finding> check(FaceQuality quality) {
    List<Finding> findings = new ArrayList<>();
    limits.forEach(
        (defect, limit) -> {
          Optional<Double> value = Optional.ofNullable(quality.measured().get(defect.criterion()));
          value
              .filter(amount -> defect.isBeyond(amount, limit))
              .ifPresent(amount -> findings.add(new Finding(defect, amount, limit)));
        });
    return List.copyOf(findings);
  }
}
