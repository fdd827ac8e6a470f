package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import io.faceattendance.match.head.Heads;
import io.faceattendance.match.head.Training;
import java.util.List;

/** How heads are tried, trained and read. */
interface HeadTrainer {
  HeadTrial tried(HeadKind kind, List<LabelledEmbedding> templates, Training training);

  Head trained(HeadKind kind, List<LabelledEmbedding> templates, Training training);

  Head read(byte[] bytes, EmbeddingSpace space);

  /** Of {@link Heads}, for galleries that compare people that way. */
  static HeadTrainer real(TemplateScoring scoring) {
    return new HeadTrainer() {
      @Override
      public HeadTrial tried(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
        return HeadTrial.of(kind, templates, training, scoring);
      }

      @Override
      public Head trained(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
        return Heads.train(kind, templates, training);
      }

      @Override
      public Head read(byte[] bytes, EmbeddingSpace space) {
        return Heads.read(bytes, space);
      }
    };
  }
}
