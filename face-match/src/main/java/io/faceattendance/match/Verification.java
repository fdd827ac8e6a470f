package io.faceattendance.match;

/**
 * The answer to a 1:1 question.
 *
 * @param verified whether the similarity reaches the threshold
 * @param similarity cosine, -1 to 1; over a person's templates the best
 * @param threshold the threshold in force
 */
public record Verification(boolean verified, double similarity, Threshold threshold) {}
