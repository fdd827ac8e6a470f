package io.faceattendance.attendance.internal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Arrays;

/** Reads the lines of an archive, one in memory at a time, and checks that none is missing. */
final class LineReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_LINE = 1 << 28;

  private final InputStream in;
  private final ArchiveVisitor visitor;
  private final LineSum sum = new LineSum();
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int end;
  private byte[] line = new byte[1 << 10];
  private int length;

  LineReader(InputStream in, ArchiveVisitor visitor) {
    this.in = in;
    this.visitor = visitor;
  }

  /**
   * Gives everything to the visitor.
   *
   * @throws MalformedArchiveException if the lines are not those of a whole archive
   */
  void read() throws IOException {
    Kind before = Kind.ARCHIVE;
    for (long number = 1; ; number++) {
      requireLine(number);
      Kind kind = take(before, number);
      if (kind == Kind.END) {
        requireEnd();
        return;
      }
      before = kind;
    }
  }

  private Kind take(Kind before, long number) throws IOException {
    try {
      JsonNode node = JSON.readTree(line, 0, length);
      Kind kind = Kind.of(RowJson.text(node, "type"));
      boolean first = number == 1;
      if (kind.compareTo(before) < 0 || first != (kind == Kind.ARCHIVE)) {
        throw new MalformedArchiveException("line %d is out of order".formatted(number));
      }
      if (kind == Kind.END) {
        requireSum(node);
      } else {
        sum.add(kind, line, 0, length);
        visit(kind, node);
      }
      return kind;
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      // The cause may quote a name.
      throw new MalformedArchiveException(
          "line %d is not what this version writes (%s)"
              .formatted(number, e.getClass().getSimpleName()));
    } finally {
      Arrays.fill(line, 0, length, (byte) 0);
    }
  }

  private void visit(Kind kind, JsonNode node) {
    switch (kind) {
      case DOCUMENT -> RowJson.document(node, visitor);
      case PERSON -> visitor.person(RowJson.person(node));
      case SEALED -> visitor.sealed(RowJson.sealed(node));
      case SESSION -> visitor.session(RowJson.session(node));
      case EVENT -> visitor.event(RowJson.event(node));
      case AUDIT -> visitor.audit(RowJson.audit(node));
      case ARCHIVE -> visitor.begin(RowJson.start(node));
      case END -> {}
    }
  }

  private void requireSum(JsonNode node) throws IOException {
    if (!JSON.readTree(JSON.writeValueAsBytes(sum.line())).equals(node)) {
      throw new MalformedArchiveException("its lines are not those that its last line counts");
    }
  }

  private void requireEnd() throws IOException {
    if (next < end || in.read() >= 0) {
      throw new MalformedArchiveException("something follows its last line");
    }
  }

  private void requireLine(long number) throws IOException {
    if (!readLine()) {
      throw new MalformedArchiveException("it ends before line %d".formatted(number));
    }
  }

  /** False if the stream ended before the line did. */
  private boolean readLine() throws IOException {
    length = 0;
    while (true) {
      if (next == end) {
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return false;
        }
      }
      int stop = next;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      append(stop);
      boolean whole = stop < end;
      next = whole ? stop + 1 : stop;
      if (whole) {
        return true;
      }
    }
  }

  private void append(int stop) throws MalformedArchiveException {
    int more = stop - next;
    if (length + more > LONGEST_LINE) {
      throw new MalformedArchiveException("a line is longer than any that this version writes");
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
    }
    System.arraycopy(buffer, next, line, length, more);
    length += more;
  }
}
