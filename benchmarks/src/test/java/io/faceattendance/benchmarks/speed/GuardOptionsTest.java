package io.faceattendance.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

class GuardOptionsTest {

  @Test
  void takesAnotherFloorForOneQuestion() {
    GuardOptions options = parse("--floor", "decode-1280=2.5");

    for (Question question : options.questions()) {
      boolean changed = question.name().equals("decode-1280");
      assertThat(question.floor()).isEqualTo(changed ? 2.5 : original(question).floor());
    }
  }

  @Test
  void takesTheNumberOfRounds() {
    assertThat(parse("--rounds", "7").rounds()).isEqualTo(7);
    assertThat(parse().rounds()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--floor nobody=1",
        "--floor decode-1280",
        "--floor decode-1280=-1",
        "--floor decode-1280=x",
        "--floor",
        "--rounds 0",
        "--rounds",
        "--fast 1"
      })
  void refusesWhatItDoesNotUnderstand(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(line.split(" ")))
        .withMessageContaining("expected --rounds N or --floor NAME=RATIO");
  }

  @Test
  void everyQuestionNamesTwoBenchmarksThatExist() {
    List<Question> questions = Question.all();
    assertThat(questions).isNotEmpty();
    for (Question question : questions) {
      assertThat(benchmarks(question.benchmark()))
          .contains(question.library(), question.peerMethod());
    }
  }

  private static List<String> benchmarks(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> method.isAnnotationPresent(Benchmark.class))
        .map(method -> type.getName() + "." + method.getName())
        .toList();
  }

  private static Question original(Question question) {
    return Question.all().stream()
        .filter(one -> one.name().equals(question.name()))
        .findFirst()
        .orElseThrow();
  }

  private static GuardOptions parse(String... arguments) {
    return GuardOptions.parse(arguments, Question.all(), 3);
  }
}
