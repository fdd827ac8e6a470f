package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SvmDoubtTest {
  private static final int PERSONS = 20;

  /** Of strangers some person wins every pair nearly always: the probability keeps them out. */
  @Test
  void keepsMostStrangersOutAndNearlyNobodyWhoIsKnown() {
    People people = new People(64, 9);
    List<LabelledEmbedding> templates = new ArrayList<>();
    List<LabelledEmbedding> probes = new ArrayList<>();
    List<LabelledEmbedding> pictures = people.pictures(PERSONS, 10, 0.6);
    for (int i = 0; i < pictures.size(); i++) {
      (i % 2 == 0 ? templates : probes).add(pictures.get(i));
    }
    Head head = Heads.train(HeadKind.SVM, templates, Training.defaults());
    long known =
        probes.stream()
            .filter(probe -> head.judge(probe.embedding()).person().equals(probe.person()))
            .filter(probe -> head.judge(probe.embedding()).accepted())
            .count();
    int strangers = 0;
    for (int i = 0; i < 500; i++) {
      strangers += head.judge(people.anybody()).accepted() ? 1 : 0;
    }
    assertThat(known).isGreaterThanOrEqualTo(96); // of 100
    assertThat(strangers).isLessThan(25); // of 500; without the limit about 450
  }

  @Test
  void asksForNothingWhereNobodyHasATemplateToHoldBack() {
    TrainingSet set = TrainingSet.of(new People(32, 2).pictures(5, 1, 0.3));
    assertThat(SvmDoubt.leastProbability(set, 1)).isZero();
  }

  @Test
  void holdsEveryTemplateBackOnceButNeverAPersonsOnlyOne() {
    People people = new People(16, 3);
    List<LabelledEmbedding> templates = new ArrayList<>(people.pictures(4, 1, 0.3));
    templates.addAll(people.pictures(3, 4, 0.3)); // of the first three, who have five then
    TrainingSet set = TrainingSet.of(templates);
    int[] held = new int[set.labels().length];
    for (int fold = 0; fold < 3; fold++) {
      boolean[] out = set.fold(fold, 3);
      assertThat(set.without(out).labels()).contains(0, 1, 2, 3);
      for (int i = 0; i < held.length; i++) {
        held[i] += out[i] ? 1 : 0;
      }
    }
    for (int i = 0; i < held.length; i++) {
      assertThat(held[i]).isEqualTo(set.labels()[i] == 3 ? 0 : 1);
    }
  }
}
