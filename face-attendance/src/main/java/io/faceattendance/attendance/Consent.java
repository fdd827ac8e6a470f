package io.faceattendance.attendance;

import io.faceattendance.attendance.internal.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's consent to being recognised.
 *
 * @param reference where it can be looked up: the number of a form, for instance; 1 to 200 UTF-16
 *     units without control characters
 * @param withdrawnAt when it was withdrawn, to the microsecond; empty as long as it holds
 */
public record Consent(String reference, Optional<Instant> withdrawnAt) {
  private static final int LONGEST = 200;

  /**
   * Checks the components.
   *
   * @param reference as above
   * @param withdrawnAt as above
   */
  public Consent {
    Text.require("consent reference", reference, LONGEST);
  }

  /**
   * A consent that holds.
   *
   * @param reference where it can be looked up
   * @return the consent
   */
  public static Consent of(String reference) {
    return new Consent(reference, Optional.empty());
  }

  /**
   * Whether it holds.
   *
   * @return false once it was withdrawn
   */
  public boolean holds() {
    return withdrawnAt.isEmpty();
  }
}
