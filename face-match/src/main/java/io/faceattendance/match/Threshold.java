package io.faceattendance.match;

/**
 * The similarity from which on two faces count as one person, and what that is known to cost.
 *
 * @param similarity cosine; equal or above is a match
 * @param fmr the false match rate of one comparison that was measured at this similarity, 0 to 1
 * @param targetSupported whether {@code fmr} is at most what was asked for; if not, the data behind
 *     the table cannot support the target and this is the strictest threshold that it does support
 */
public record Threshold(double similarity, double fmr, boolean targetSupported) {

  boolean accepts(double cosine) {
    return cosine >= similarity;
  }
}
