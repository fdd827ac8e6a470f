package io.faceattendance.match.head;

import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import java.util.List;
import java.util.Locale;

/**
 * Whether a head is better than the raw embedding: both are asked about templates that were held
 * back from the training, and about people who were held back altogether.
 *
 * <p>The people are dealt into three folds. Each fold in turn are the strangers, with all their
 * templates; of everybody else a part of the templates (a third, of two templates one) is held back
 * as probes, and a head is trained on the rest, from scratch. So everybody is a stranger once. What
 * counts in force is the cosine of the person that the head names, if it accepts, and no match
 * otherwise. Margins do not count on either side.
 *
 * @param rawTpir share of known probes found with the right person at rank 1 (TPIR), at an FPIR of
 *     1 %, by cosine alone
 * @param headTpir the same with the head behind the cosine
 * @param differenceLower95 one-sided 95 % lower bound of {@code headTpir - rawTpir}, bootstrap over
 *     persons
 * @param knownProbes how many searches for people enrolled
 * @param strangerProbes how many searches for strangers
 */
public record HeadTrial(
    double rawTpir,
    double headTpir,
    double differenceLower95,
    int knownProbes,
    int strangerProbes) {
  /** With fewer strangers not one false identity is allowed, which is no FPIR of 1 %. */
  static final int LEAST_STRANGERS = 100;

  /**
   * Whether the head shall be used.
   *
   * @return whether the bound is above 0, on at least 100 searches for strangers
   */
  public boolean isBetter() {
    return differenceLower95 > 0 && strangerProbes >= LEAST_STRANGERS;
  }

  /**
   * Why it shall be used or not.
   *
   * @return a sentence with the figures
   */
  public String reason() {
    String figures =
        String.format(
            Locale.ROOT,
            "at an FPIR of 1 %% the head finds %.2f %% of those enrolled, the cosine alone %.2f %%"
                + " (difference at least %.2f points with 95 %% confidence; %d searches for people"
                + " enrolled, %d for strangers)",
            100 * headTpir,
            100 * rawTpir,
            100 * differenceLower95,
            knownProbes,
            strangerProbes);
    if (isBetter()) {
      return "the head is used: " + figures;
    }
    return strangerProbes < LEAST_STRANGERS
        ? "the head is not used: an FPIR of 1 %% takes at least %d searches for strangers; %s"
            .formatted(LEAST_STRANGERS, figures)
        : "the head is not used: it is not shown to be better; " + figures;
  }

  /**
   * Trains on a part of the templates and asks about the rest, for galleries that compare with a
   * person's best template.
   *
   * @param kind what to train
   * @param templates the templates of everybody enrolled
   * @param training how; from scratch in any case, since an earlier head has seen the strangers
   * @return the figures
   * @throws io.faceattendance.FaceException if there are fewer than three people, or no person has
   *     two templates, or training fails
   */
  public static HeadTrial of(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
    return of(kind, templates, training, TemplateScoring.BEST);
  }

  /**
   * The same for galleries that compare persons in a given way.
   *
   * @param kind what to train
   * @param templates the templates of everybody enrolled
   * @param training how; from scratch in any case, since an earlier head has seen the strangers
   * @param scoring how the gallery compares a person with several templates
   * @return the figures
   * @throws io.faceattendance.FaceException if there are fewer than three people, or no person has
   *     two templates, or training fails
   */
  public static HeadTrial of(
      HeadKind kind,
      List<LabelledEmbedding> templates,
      Training training,
      TemplateScoring scoring) {
    return TrialFolds.of(templates, training)
        .run(scoring, (kept, part) -> Heads.train(kind, kept, part));
  }
}
