package io.faceattendance.attendance;

import io.faceattendance.AnalyzedFace.SkipReason;
import io.faceattendance.Face;
import io.faceattendance.match.Identification;
import java.util.Optional;

/**
 * A face of a photo and who it is, if anybody can be named. Exactly one of {@code identification}
 * and {@code skipped} is present.
 *
 * @param photo which photo of the call, the first is 0
 * @param face the detected face
 * @param person who it is; present only if the identification is {@link Identification.Known}
 * @param identification the matcher's answer
 * @param skipped why the face was not compared with anybody
 */
public record IdentifiedFace(
    int photo,
    Face face,
    Optional<Person> person,
    Optional<Identification> identification,
    Optional<SkipReason> skipped) {

  /**
   * Checks the components.
   *
   * @param photo as above
   * @param face as above
   * @param person as above
   * @param identification as above
   * @param skipped as above
   */
  public IdentifiedFace {
    if (identification.isPresent() == skipped.isPresent()
        || (person.isPresent() && identification.isEmpty())) {
      throw new IllegalArgumentException("expected either an identification or a skip reason");
    }
  }

  /**
   * Why the answer is what it is, in words, without names.
   *
   * @return a phrase in English
   */
  public String reason() {
    if (skipped.isPresent()) {
      return switch (skipped.get()) {
        case TOO_SMALL -> "the face is too small";
        case NO_LANDMARKS -> "the detector gave no landmarks";
        case DEGENERATE_LANDMARKS -> "the landmarks do not make a face";
      };
    }
    Identification answer = identification.orElseThrow();
    boolean gone = answer instanceof Identification.Known && person.isEmpty();
    return gone ? "the person was removed meanwhile" : answer.reason().text();
  }
}
