package io.faceattendance.attendance.internal.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the lines of an archive, counts them, and ends them with their digest. */
final class LineWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputStream out;
  private final LineSum sum = new LineSum();

  LineWriter(OutputStream out) {
    this.out = out;
  }

  void write(Kind kind, ObjectNode line) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(line);
    sum.add(kind, bytes, 0, bytes.length);
    out.write(bytes);
    out.write('\n');
  }

  /** Writes the last line. */
  void end() throws IOException {
    out.write(JSON.writeValueAsBytes(sum.line()));
    out.write('\n');
  }
}
