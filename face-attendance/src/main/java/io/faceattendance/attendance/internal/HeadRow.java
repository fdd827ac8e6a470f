package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;

/**
 * What is known of a head without looking into it.
 *
 * @param kind what it is
 * @param space the space of the templates
 * @param peopleVersion {@link HeadBasis#people()} of the people whom it was trained on
 * @param persons how many people it was trained on
 * @param templates how many templates it was trained on
 * @param seed what it was trained with
 * @param scoring how people were compared with a probe in the trial
 * @param trial how good it was on what was held back
 * @param inUse whether it shall be used
 */
public record HeadRow(
    HeadKind kind,
    EmbeddingSpace space,
    long peopleVersion,
    int persons,
    int templates,
    long seed,
    TemplateScoring scoring,
    HeadTrial trial,
    boolean inUse) {

  /** The same head where the same people have another number. */
  HeadRow withPeopleVersion(long version) {
    return new HeadRow(kind, space, version, persons, templates, seed, scoring, trial, inUse);
  }
}
