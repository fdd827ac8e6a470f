package io.faceattendance.match.head;

import io.faceattendance.Embedding;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.Head;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;

/** Holds people and templates back, as {@link HeadTrial} says, and asks about them. */
final class TrialFolds {
  static final int FOLDS = 3;

  private final List<PersonId> persons;
  private final Map<PersonId, List<Embedding>> templates;
  private final Training training;

  private TrialFolds(
      List<PersonId> persons, Map<PersonId, List<Embedding>> templates, Training training) {
    this.persons = persons;
    this.templates = templates;
    this.training = training;
  }

  static TrialFolds of(List<LabelledEmbedding> labelled, Training training) {
    Map<PersonId, List<Embedding>> templates = new TreeMap<>();
    for (LabelledEmbedding one : labelled) {
      templates.computeIfAbsent(one.person(), any -> new ArrayList<>()).add(one.embedding());
    }
    if (templates.size() < FOLDS || templates.values().stream().allMatch(own -> own.size() < 2)) {
      throw new FaceException(
          ("expected at least %d people, and one of them with 2 templates, to try a head on those"
                  + " held back, got %d people with %d templates: enrol more, or use no head")
              .formatted(FOLDS, templates.size(), labelled.size()));
    }
    List<PersonId> persons = new ArrayList<>(templates.keySet());
    // Ids may be in the order of enrolment, classes or families.
    Collections.shuffle(persons, new Random(training.seed()));
    return new TrialFolds(persons, templates, training);
  }

  HeadTrial run(
      TemplateScoring scoring, BiFunction<List<LabelledEmbedding>, Training, Head> trainer) {
    List<TrialProbe> probes = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<LabelledEmbedding> kept = kept(fold);
      Head head = trainer.apply(kept, part(fold));
      ask(fold, gallery(kept, scoring), head, probes);
    }
    return new TrialFigures(probes, persons.size()).trial(training.seed());
  }

  private Training part(int fold) {
    return training
        .fromScratch()
        .withProgress(done -> training.progress().accept((fold + done) / FOLDS));
  }

  private List<LabelledEmbedding> kept(int fold) {
    List<LabelledEmbedding> kept = new ArrayList<>();
    for (int p = 0; p < persons.size(); p++) {
      List<Embedding> own = own(p);
      for (int t = 0; t < own.size() && !isStranger(p, fold); t++) {
        if (!isHeldBack(t, own.size(), fold)) {
          kept.add(new LabelledEmbedding(persons.get(p), own.get(t)));
        }
      }
    }
    return kept;
  }

  private static GalleryIndex gallery(List<LabelledEmbedding> kept, TemplateScoring scoring) {
    GalleryIndex gallery = GalleryIndex.exact(kept.get(0).embedding().space(), scoring);
    for (int i = 0; i < kept.size(); i++) {
      gallery.add(kept.get(i).person(), new UUID(0, i), kept.get(i).embedding());
    }
    return gallery;
  }

  private void ask(int fold, GalleryIndex gallery, Head head, List<TrialProbe> probes) {
    for (int p = 0; p < persons.size(); p++) {
      List<Embedding> own = own(p);
      boolean stranger = isStranger(p, fold);
      for (int t = 0; t < own.size(); t++) {
        if (stranger || isHeldBack(t, own.size(), fold)) {
          probes.add(probe(p, stranger, own.get(t), gallery, head));
        }
      }
    }
  }

  private TrialProbe probe(
      int person, boolean stranger, Embedding face, GalleryIndex gallery, Head head) {
    Candidate raw = gallery.search(face, 1).get(0);
    Head.Opinion opinion = head.judge(face);
    double similarity = gallery.similarity(opinion.person(), face).orElseThrow();
    PersonId truth = persons.get(person);
    return new TrialProbe(
        person,
        stranger,
        new TrialProbe.Find(raw.similarity(), raw.person().equals(truth)),
        new TrialProbe.Find(
            opinion.accepted() ? similarity : Double.NEGATIVE_INFINITY,
            opinion.person().equals(truth)));
  }

  private List<Embedding> own(int person) {
    return templates.getOrDefault(persons.get(person), List.of());
  }

  private static boolean isStranger(int person, int fold) {
    return person % FOLDS == fold;
  }

  // Another part in each fold; somebody with one template keeps it.
  private static boolean isHeldBack(int template, int count, int fold) {
    int parts = Math.min(count, FOLDS);
    return parts > 1 && template % parts == fold % parts;
  }
}
