package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faceattendance.testing.RealFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Group photos of a television series, people enrolled from five grey crops each. */
class GroupPhotoTest {
  private static final Set<String> FOUR = Set.of("amy", "howard", "leonard", "stuart");

  // bbt2 also shows a face that its left edge cuts and that nobody labelled.
  private static final double LABELLED_FROM_X = 20;

  @TempDir private Path folder;

  @Test
  void findsThePeopleOfFivePhotosAndNobodyWrong() {
    Cli cli = new Cli(folder.resolve("data"));
    Cli.Answer enrolled = cli.json("enrol", "--from", RealFiles.data("bbt"));
    assertThat(enrolled.exitCode()).isZero();
    assertThat(enrolled.json().get("enrolled")).hasSize(8);
    assertThat(enrolled.json().get("refused")).isEmpty();

    Tally tally = mark(cli, label -> true);

    assertThat(tally.expected).isEqualTo(22);
    assertThat(tally.wrong).isEmpty();
    assertThat(tally.found).isGreaterThanOrEqualTo(20);
  }

  @Test
  void leavesEverybodyElseUnknownWhenFourAreEnrolled() throws IOException {
    Path four = folder.resolve("people");
    for (String name : FOUR) {
      copy(RealFiles.data("bbt/" + name), four.resolve(name));
    }
    Cli cli = new Cli(folder.resolve("data"));
    assertThat(cli.json("enrol", "--from", four).json().get("enrolled")).hasSize(4);

    Tally tally = mark(cli, FOUR::contains);

    assertThat(tally.expected).isEqualTo(9);
    assertThat(tally.wrong).isEmpty();
    assertThat(tally.found).isGreaterThanOrEqualTo(8);
    assertThat(tally.unknown).isGreaterThanOrEqualTo(22 - 9);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  private static final class Tally {
    int expected;
    int found;
    int unknown;
    final List<String> wrong = new ArrayList<>();
  }

  private interface Enrolled {
    boolean contains(String name);
  }

  private static Tally mark(Cli cli, Enrolled enrolled) {
    Tally tally = new Tally();
    for (String line : labels()) {
      String photo = line.substring(0, line.indexOf(','));
      Set<String> expected =
          Stream.of(line.split(",")[2].split("\\|"))
              .map(label -> label.substring("bbt:".length()))
              .filter(enrolled::contains)
              .collect(Collectors.toCollection(TreeSet::new));
      JsonNode marked =
          cli.json(
                  "mark", "--session", photo, "--at", "2026-09-01T08:00:00Z", RealFiles.data(photo))
              .json();
      tally.expected += expected.size();
      tally.unknown += marked.get("unknown").size();
      for (JsonNode present : marked.get("present")) {
        String name = present.get("name").asText();
        boolean labelled = present.get("box").get(0).asDouble() > LABELLED_FROM_X;
        if (expected.contains(name)) {
          tally.found++;
        } else if (labelled) {
          tally.wrong.add(photo + ": " + name);
        }
      }
    }
    return tally;
  }

  private static List<String> labels() {
    try (Stream<String> lines = Files.lines(RealFiles.data("group_labels.csv"))) {
      return lines.filter(line -> line.startsWith("bbt/bbt")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
