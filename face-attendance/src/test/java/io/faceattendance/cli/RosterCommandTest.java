package io.faceattendance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code roster import}, and how people on the roster are shown. */
class RosterCommandTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder.resolve("data"));
  }

  private Path csv(String... lines) throws IOException {
    return Files.write(folder.resolve("roster.csv"), List.of(lines));
  }

  @Test
  void addsPeopleWithAllTheirDetails() throws IOException {
    JsonNode done =
        cli.done(
            "roster",
            "import",
            csv(
                "id,name,groups,active_from,active_to,consent,external_sis,room",
                "s-1,\"O'Neil, \"\"Ada\"\" \uD83D\uDE00\",10a; choir,2026-09-01,2027-07-31,form 7,4711,12",
                "s-2,Bo,,,,,,"));

    assertThat(done.get("people").asInt()).isEqualTo(2);
    assertThat(done.get("added").asInt()).isEqualTo(2);
    assertThat(done.get("changed").asInt()).isZero();
    assertThat(done.get("unchanged").asInt()).isZero();
    assertThat(done.get("ignored_columns").toString()).isEqualTo("[\"room\"]");

    JsonNode people = cli.done("people", "list").get("people");
    assertThat(people.at("/0/name").asText()).isEqualTo("O'Neil, \"Ada\" \uD83D\uDE00");
    assertThat(people.at("/0/templates").asInt()).isZero();
    assertThat(people.at("/0/groups").toString()).isEqualTo("[\"10a\",\"choir\"]");
    assertThat(people.at("/0/external_ids/sis").asText()).isEqualTo("4711");
    assertThat(people.at("/0/active_from").asText()).isEqualTo("2026-09-01");
    assertThat(people.at("/0/active_to").asText()).isEqualTo("2027-07-31");
    assertThat(people.at("/0/consent/reference").asText()).isEqualTo("form 7");
    assertThat(people.at("/0/consent/holds").asBoolean()).isTrue();
    assertThat(people.at("/1/groups")).isEmpty();
    assertThat(people.at("/1/consent").isNull()).isTrue();
    String show =
        Cli.run("people", "show", "s-1", "--data", folder.resolve("data").toString()).out();
    assertThat(show).contains("10a, choir", "form 7", "report --person s-1");
  }

  @Test
  void replacesWhatHasAColumnAndKeepsTheRest() throws IOException {
    cli.done(
        "roster",
        "import",
        csv(
            "id,name,groups,active_to,external_sis,external_card",
            "s-1,Ada,10a,2027-07-31,4711,c1",
            "s-2,Bo,10b,,,"));

    JsonNode again =
        cli.done(
            "roster", "import", csv("id,name,groups,external_sis", "s-1,Ada L.,,", "s-2,Bo,10b,"));

    assertThat(again.get("added").asInt()).isZero();
    assertThat(again.get("changed").asInt()).isOne();
    assertThat(again.get("unchanged").asInt()).isOne();
    JsonNode ada = cli.done("people", "show", "s-1");
    assertThat(ada.get("name").asText()).isEqualTo("Ada L.");
    assertThat(ada.get("groups")).isEmpty();
    assertThat(ada.get("active_to").asText()).isEqualTo("2027-07-31");
    assertThat(ada.get("external_ids").toString()).isEqualTo("{\"card\":\"c1\"}");
    assertThat(cli.done("people", "show", "s-2").get("groups").toString()).isEqualTo("[\"10b\"]");
  }

  @Test
  void readsTheFileOfASpreadsheet() throws IOException {
    Files.writeString(folder.resolve("roster.csv"), "\uFEFFid,name\r\n s-1 , Zoë \r\n");

    assertThat(cli.done("roster", "import", folder.resolve("roster.csv")).get("added").asInt())
        .isOne();
    assertThat(cli.done("people", "show", "s-1").get("name").asText()).isEqualTo("Zoë");
  }

  @Test
  void readsHeadersInAnyCase() throws IOException {
    cli.done("roster", "import", csv("ID,Name,Groups,External_SIS", "s-1,Ada,10a,4711"));

    JsonNode ada = cli.done("people", "show", "s-1");
    assertThat(ada.get("groups").toString()).isEqualTo("[\"10a\"]");
    assertThat(ada.at("/external_ids/SIS").asText()).isEqualTo("4711");
  }

  @Test
  void namesTheLineOnWhichABadRowBegins() throws IOException {
    Path file =
        csv(
            "id,name,room",
            "",
            "s-1,Ada,\"first",
            "second\"",
            "s-2,Bo,",
            "s-3,,\"a",
            "b\"",
            "s-4,");

    assertThat(cli.refused("roster", "import", file))
        .contains("line 6: ", "line 8: ")
        .doesNotContain("line 5: ", "line 7: ");
  }

  @Test
  void namesEveryBadRowAndTakesNone() throws IOException {
    String message =
        cli.refused(
            "roster",
            "import",
            csv(
                "id,name,groups,active_from,active_to",
                "s-1,Ada,10a,,",
                ",Nobody,,,",
                "s-3,,,,",
                "s-4,Bo,,1.9.2026,",
                "s-5,Cy,,2026-09-01,2026-08-31",
                "s-1,Ada again,,,",
                "s-7,short",
                "s-8," + "x".repeat(1001) + ",,,",
                "s-9,Dee," + "g".repeat(201) + ",,"));

    assertThat(message.lines()).hasSize(8);
    assertThat(message)
        .contains(
            "line 3: ",
            "line 4: ",
            "line 5: ",
            "line 6: ",
            "line 7: ",
            "line 8: ",
            "line 9: ",
            "line 10: ")
        .contains("1.9.2026", "s-1 as in line 2")
        .doesNotContain("line 2: ");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void refusesAFileThatIsNoRoster() throws IOException {
    assertThat(cli.refused("roster", "import", folder.resolve("none.csv"))).contains("none.csv");
    assertThat(cli.refused("roster", "import", folder)).contains("folder");
    assertThat(cli.refused("roster", "import", csv("id;name", "s-1;Ada")))
        .contains("id, name", "id;name", "by commas, not by semicolons");
    assertThat(cli.refused("roster", "import", csv("id,ID,name", "1,1,Ada")))
        .contains("roster.csv", "'ID' twice");
    assertThat(cli.refused("roster", "import", csv("id,name,groups", "1,Ada,\"10a,choir\"")))
        .contains("line 2", "separated by ;", "10a,choir");
    for (String broken : List.of("1,\"Ada\"x", "1,\"Ada")) {
      assertThat(cli.refused("roster", "import", csv("id,name", "2,Bo", broken)))
          .contains("roster.csv")
          .doesNotContain("Exception", "apache");
    }
    Files.write(
        folder.resolve("latin.csv"),
        new byte[] {'i', 'd', ',', 'n', 'a', 'm', 'e', '\n', '1', ',', (byte) 0xEB});
    assertThat(cli.refused("roster", "import", folder.resolve("latin.csv"))).contains("UTF-8");
    assertThat(cli.refused("roster", "import")).contains("FILE");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void saysInItsHelpWhatAColumnDoes() {
    String help = Cli.run("roster", "import", "--help").out().replaceAll("\\s+", " ");

    assertThat(help).contains("takes away what was stored", "has no column stays as it is stored");
  }
}
