package io.faceattendance.attendance;

import io.faceattendance.Face;
import io.faceattendance.match.Identification;
import io.faceattendance.quality.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A face of a photo and who it is, if anybody can be named. Either there is an identification, or
 * there are findings.
 *
 * @param photo which photo of the call, the first is 0
 * @param face the detected face
 * @param person who it is; present only if the identification is {@link Identification.Known}
 * @param identification the matcher's answer
 * @param findings why the face was not compared with anybody: the limits that it violates
 */
public record IdentifiedFace(
    int photo,
    Face face,
    Optional<Person> person,
    Optional<Identification> identification,
    List<Finding> findings) {

  /**
   * Checks the components.
   *
   * @param photo as above
   * @param face as above
   * @param person as above
   * @param identification as above
   * @param findings as above
   */
  public IdentifiedFace {
    findings = List.copyOf(findings);
    if (identification.isPresent() != findings.isEmpty()
        || (person.isPresent() && identification.isEmpty())) {
      throw new IllegalArgumentException("expected either an identification or findings");
    }
  }

  /**
   * Why the answer is what it is, in words, without names.
   *
   * @return a phrase in English
   */
  public String reason() {
    if (!findings.isEmpty()) {
      return Finding.message(findings);
    }
    Identification answer = identification.orElseThrow();
    return isGone(answer) ? "the person was removed meanwhile" : answer.reason().text();
  }

  /**
   * Why the answer is what it is, for programs.
   *
   * @return the name of the first finding's defect, of the {@link Identification.Reason}, or
   *     "PERSON_REMOVED"
   */
  public String code() {
    if (!findings.isEmpty()) {
      return findings.get(0).defect().name();
    }
    Identification answer = identification.orElseThrow();
    return isGone(answer) ? "PERSON_REMOVED" : answer.reason().name();
  }

  private boolean isGone(Identification answer) {
    return answer instanceof Identification.Known && person.isEmpty();
  }
}
