package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Embedding;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks from the templates to the answer. */
final class TrainedNetworksTest {
  private static final int DIMENSION = 32;
  private final Training training = Training.defaults();

  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX", "TRIPLET"})
  void knowsThoseItWasTrainedOnAfterBeingRead(HeadKind kind) {
    List<LabelledEmbedding> pictures = new People(DIMENSION, 1).pictures(6, 8, 0.3);
    List<LabelledEmbedding> templates = part(pictures, 0);
    Head trained = Heads.train(kind, templates, training);
    Head head = Heads.read(trained.toBytes(), trained.space());
    assertThat(head.kind()).isEqualTo(kind);
    for (LabelledEmbedding probe : part(pictures, 1)) {
      Head.Opinion opinion = head.judge(probe.embedding());
      assertThat(opinion.person()).isEqualTo(probe.person());
      assertThat(opinion.accepted()).isTrue();
      assertThat(opinion).isEqualTo(trained.judge(probe.embedding()));
    }
    Collections.shuffle(templates, new Random(2));
    assertThat(Heads.train(kind, templates, training).toBytes()).isEqualTo(trained.toBytes());
  }

  /** Every second picture: the even or the odd ones. */
  private static List<LabelledEmbedding> part(List<LabelledEmbedding> pictures, int odd) {
    List<LabelledEmbedding> part = new ArrayList<>();
    for (int i = odd; i < pictures.size(); i += 2) {
      part.add(pictures.get(i));
    }
    return part;
  }

  /** Two people share all probability, and a stranger is as good as one of them. */
  @Test
  void isSureOfStrangersWhereOnlyTwoAreKnown() {
    People people = new People(DIMENSION, 3);
    Head head = Heads.train(HeadKind.SOFTMAX, people.pictures(2, 10, 0.3), training);
    int accepted = 0;
    for (int i = 0; i < 200; i++) {
      Embedding stranger = people.anybody();
      accepted += head.judge(stranger).accepted() ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(20);
  }

  @Test
  void goesOnFromAnEarlierHeadWithSomebodyNew() {
    List<LabelledEmbedding> pictures = new People(DIMENSION, 4).pictures(7, 6, 0.3);
    List<LabelledEmbedding> before = pictures.subList(0, 6 * 6);
    Head earlier = Heads.train(HeadKind.TRIPLET, before, training);
    Head updated = Heads.train(HeadKind.TRIPLET, pictures, training.continuing(earlier));
    assertThat(updated.persons()).hasSize(7).containsAll(earlier.persons());
    for (LabelledEmbedding picture : pictures) {
      assertThat(updated.judge(picture.embedding()).person()).isEqualTo(picture.person());
    }
  }
}
