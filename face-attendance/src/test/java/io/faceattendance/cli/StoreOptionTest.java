package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --store} beside {@code --data}. */
class StoreOptionTest {
  @TempDir private Path folder;

  private Cli.Answer run(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--json";
    all[words.length + 1] = "--offline";
    return Cli.run(all);
  }

  @Test
  void opensTheStoreOfAUrl() {
    Cli data = new Cli(folder.resolve("data"));
    Attendees.add(data, folder, "s-1,Ada");

    Cli.Answer people = run("people", "list", "--store", "jdbc:sqlite:" + folder.resolve("data"));

    assertThat(people.exitCode()).isZero();
    assertThat(people.json().at("/people/0/id").asText()).isEqualTo("s-1");
  }

  @Test
  void refusesBothAndUrlsThatNameNoStore() {
    Cli.Answer both = run("people", "list", "--data", "d", "--store", "jdbc:sqlite:d");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.json().at("/error/code").asText()).isEqualTo("usage");
    for (String url : new String[] {"d", "jdbc:mysql://h/d", "", "jdbc:sqlite:"}) {
      Cli.Answer refused = run("people", "list", "--store", url);
      assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
      assertThat(refused.json().at("/error/message").asText()).contains("jdbc:");
    }
  }

  @Test
  void keepsAPasswordOutOfUrlsAndOutOfMessages() {
    for (String url :
        new String[] {
          "jdbc:postgresql://ada:pa55w@127.0.0.1:1/d",
          "jdbc:postgresql://127.0.0.1:1/d?user=ada&password=pa55w"
        }) {
      for (String command : new String[] {"people list", "doctor", "session list"}) {
        String[] words = (command + " --store " + url).split(" ");
        Cli.Answer refused = run(words);
        assertThat(refused.exitCode()).as(refused.out()).isIn(1, 2);
        assertThat(refused.out()).doesNotContain("pa55w");
      }
    }
  }

  @Test
  void letsTheDoctorSayWhichStoreItIsAndWhetherItCanBeReached() {
    String there = "jdbc:sqlite:" + folder.resolve("data");
    assertThat(store(run("doctor", "--store", there)).get("detail").asText())
        .contains(folder.resolve("data").toString(), "has no store yet");
    assertThat(folder).isEmptyDirectory();
    Attendees.add(new Cli(folder.resolve("data")), folder, "s-1,Ada");
    JsonNode found = store(run("doctor", "--store", there));
    assertThat(found.get("ok").asBoolean()).isTrue();
    assertThat(found.get("detail").asText()).contains(folder.resolve("data").toString(), "1 ");

    JsonNode gone = store(run("doctor", "--store", "jdbc:postgresql://127.0.0.1:1/nobody"));
    assertThat(gone.get("ok").asBoolean()).isFalse();
    assertThat(gone.get("detail").asText()).contains("127.0.0.1:1/nobody");
  }

  private static JsonNode store(Cli.Answer doctor) {
    assertThat(doctor.exitCode()).isLessThan(2);
    for (JsonNode check : doctor.json().get("checks")) {
      if (check.get("check").asText().equals("data")) {
        return check;
      }
    }
    throw new AssertionError("no check of the store in " + doctor.out());
  }
}
