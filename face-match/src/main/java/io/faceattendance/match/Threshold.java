package io.faceattendance.match;

/**
 * The similarity from which on two faces count as one person, and what that is known to cost.
 *
 * @param similarity cosine; equal or above is a match
 * @param fmr the false match rate of one comparison that this similarity keeps, 0 to 1: the upper
 *     95 % bound of what was measured there is at most this
 * @param targetSupported whether {@code fmr} is at most what was asked for; if not, the data behind
 *     the threshold cannot support the target and this is the strictest that it does support
 */
public record Threshold(double similarity, double fmr, boolean targetSupported) {

  boolean accepts(double cosine) {
    return cosine >= similarity;
  }
}
