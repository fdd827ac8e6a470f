package io.faceattendance.attendance;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceException;
import io.faceattendance.PersonId;
import io.faceattendance.match.Head;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.head.HeadTrial;
import io.faceattendance.match.head.Training;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Trains heads that accept nobody: while one decides, nobody is known. */
final class FakeTrainer implements HeadTrainer {
  static final HeadTrial BETTER = new HeadTrial(0.9, 0.95, 0.01, 300, 600);
  static final HeadTrial NOT_BETTER = new HeadTrial(0.9, 0.91, -0.01, 300, 600);

  final AtomicInteger trainings = new AtomicInteger();
  volatile HeadTrial verdict = BETTER;

  /** What happens during a training. */
  volatile Consumer<Training> during = training -> {};

  /** What happens after it, just before the head is stored. */
  volatile Runnable before = () -> {};

  @Override
  public HeadTrial tried(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
    return verdict;
  }

  @Override
  public Head trained(HeadKind kind, List<LabelledEmbedding> templates, Training training) {
    trainings.incrementAndGet();
    during.accept(training);
    training.progress().accept(1);
    Set<PersonId> persons =
        templates.stream().map(LabelledEmbedding::person).collect(Collectors.toSet());
    return new Nobody(kind, templates.get(0).embedding().space(), persons, before);
  }

  @Override
  public Head read(byte[] bytes, EmbeddingSpace space) {
    List<String> words = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (words.contains("unreadable")) {
      throw new FaceException("expected a head of format 1, got 2");
    }
    return new Nobody(
        HeadKind.valueOf(words.get(0)),
        space,
        words.stream().skip(1).map(PersonId::of).collect(Collectors.toSet()),
        () -> {});
  }

  private record Nobody(HeadKind kind, EmbeddingSpace space, Set<PersonId> persons, Runnable before)
      implements Head {
    @Override
    public Opinion judge(Embedding probe) {
      return new Opinion(persons.iterator().next(), 0.1, false);
    }

    @Override
    public byte[] toBytes() {
      before.run();
      String people = persons.stream().map(PersonId::value).collect(Collectors.joining("\n"));
      return (kind + "\n" + people).getBytes(StandardCharsets.UTF_8);
    }
  }
}
