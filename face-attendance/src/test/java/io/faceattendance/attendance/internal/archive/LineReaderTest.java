package io.faceattendance.attendance.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.store.AuditHead;
import io.faceattendance.attendance.store.PersonRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that somebody wrote who has the key, but not as an export does. */
class LineReaderTest {
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineWriter writer = new LineWriter(out);
    ArchiveStart start = new ArchiveStart(3, AuditHead.EMPTY);
    writer.write(Kind.ARCHIVE, RowJson.archive(new UUID(1, 2), FilledStore.NOON, start));
    writer.write(Kind.DOCUMENT, RowJson.document("head", new byte[70_000]));
    for (int i = 0; i < 3; i++) {
      PersonId id = PersonId.of("s-" + i);
      writer.write(Kind.PERSON, RowJson.person(new PersonRow(new UUID(i, i), id, "Ada\n", "{}")));
    }
    writer.end();
    lines.addAll(out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private Tally read() throws IOException {
    return read(String.join("\n", lines) + "\n");
  }

  private static Tally read(String text) throws IOException {
    Tally tally = new Tally();
    new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), tally).read();
    return tally;
  }

  private void requireMalformed(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(MalformedArchiveException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("Ada");
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    assertThat(lines).hasSize(6);
    assertThat(read().contents().people()).isEqualTo(3);
  }

  @Test
  void refusesLinesThatAreNotThoseCounted() {
    lines.remove(3);
    requireMalformed("its lines are not those that its last line counts");
  }

  @Test
  void refusesLinesInAnotherOrder() {
    Collections.swap(lines, 2, 3);
    requireMalformed("its lines are not those that its last line counts");
    Collections.swap(lines, 1, 3);
    requireMalformed("out of order");
  }

  @Test
  void refusesALineThatWasChanged() {
    lines.set(2, lines.get(2).replace("Ada", "Adb"));
    requireMalformed("its lines are not those that its last line counts");
  }

  @Test
  void refusesWhatItCannotRead() {
    for (String line :
        List.of(
            "", "Ada", "{}", "{\"type\":\"Ada\"}", "[]", "{\"type\":\"person\",\"id\":\"Ada\"}")) {
      lines.set(2, line);
      requireMalformed("line 3 is not what this version writes");
    }
  }

  @Test
  void refusesAnEndThatIsMissingOrFollowedBySomething() {
    lines.add("{}");
    requireMalformed("something follows its last line");
    lines.remove(6);
    lines.remove(5);
    requireMalformed("it ends before line 6");
    String text = String.join("\n", lines);
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedArchiveException.class);
  }

  @Test
  void refusesABeginningThatIsMissing() {
    lines.remove(0);
    requireMalformed("line 1 is out of order");
    lines.clear();
    requireMalformed("line 1");
  }
}
