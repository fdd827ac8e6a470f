package io.faceattendance.attendance.internal;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.match.head.HeadTrial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A head as a document: a format number, what is known of it, and its bytes to the end. */
final class HeadDocument {
  static final int VERSION = 1;

  private final HeadRow row;
  private final Instant at;
  private final byte[] head;

  HeadDocument(HeadRow row, Instant at, byte[] head) {
    this.row = row;
    this.at = at;
    this.head = head;
  }

  HeadRow row() {
    return row;
  }

  Instant at() {
    return at;
  }

  /** Not a copy: whoever has used them overwrites them. */
  byte[] head() {
    return head;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(row.kind().name());
      out.writeUTF(row.space().id());
      out.writeLong(row.peopleVersion());
      out.writeInt(row.persons());
      out.writeInt(row.templates());
      out.writeLong(row.seed());
      out.writeUTF(row.scoring().name());
      out.writeDouble(row.trial().rawTpir());
      out.writeDouble(row.trial().headTpir());
      out.writeDouble(row.trial().differenceLower95());
      out.writeInt(row.trial().knownProbes());
      out.writeInt(row.trial().strangerProbes());
      out.writeBoolean(row.inUse());
      out.writeLong(Micros.of(at));
      out.write(head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same head where the people whom it was trained on have another number. */
  static byte[] renumbered(byte[] plain, long before, long after) {
    try {
      HeadDocument found = parse(plain);
      boolean current = found.row.peopleVersion() == before;
      return current
          ? new HeadDocument(found.row.withPeopleVersion(after), found.at, found.head).bytes()
          : plain;
    } catch (IOException e) {
      return plain; // of another version; it says so when it is read
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is too short, of another format, or has a value that this version
   *     does not write
   */
  static HeadDocument parse(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("expected format %d, got %d".formatted(VERSION, version));
      }
      HeadRow row =
          new HeadRow(
              HeadKind.valueOf(in.readUTF()),
              EmbeddingSpace.parse(in.readUTF()),
              in.readLong(),
              in.readInt(),
              in.readInt(),
              in.readLong(),
              TemplateScoring.valueOf(in.readUTF()),
              new HeadTrial(
                  in.readDouble(), in.readDouble(), in.readDouble(), in.readInt(), in.readInt()),
              in.readBoolean());
      return new HeadDocument(row, Micros.toInstant(in.readLong()), in.readAllBytes());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
