package io.faceattendance.attendance.internal.archive;

import io.faceattendance.FaceException;
import io.faceattendance.attendance.internal.OwnerOnly;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An archive as a file: plain header, then the encrypted and compressed lines. */
final class ArchiveFile {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final ArchiveCipher cipher;

  private ArchiveFile(Path file, ArchiveCipher cipher) {
    this.file = file;
    this.cipher = cipher;
  }

  static ArchiveFile of(Path file, byte[] key) {
    return new ArchiveFile(file, ArchiveCipher.of(key));
  }

  /** Writes the lines. */
  @FunctionalInterface
  interface Lines {
    void writeTo(LineWriter writer) throws IOException;
  }

  void requireNone() throws FileAlreadyExistsException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "an archive replaces no file");
    }
  }

  /** Makes the file, whole and on the disk or not at all. */
  void write(ArchiveHeader header, Lines lines) throws IOException {
    boolean made = OwnerOnly.publish(file, out -> write(out, header, lines));
    if (!made) {
      requireNone();
    }
  }

  private void write(OutputStream out, ArchiveHeader header, Lines lines) throws IOException {
    byte[] plain = header.bytes();
    out.write(plain);
    try (OutputStream encrypted = cipher.encrypting(out, plain);
        OutputStream compressed = new GZIPOutputStream(encrypted, BUFFER)) {
      LineWriter writer = new LineWriter(compressed);
      lines.writeTo(writer);
      writer.end();
    }
  }

  /**
   * Reads all lines.
   *
   * @return the archive's id
   * @throws FaceException if the file is no whole archive that was encrypted with this key
   */
  UUID read(ArchiveVisitor visitor) throws IOException {
    try (InputStream in = new DiskStream(Files.newInputStream(file))) {
      ArchiveHeader header = ArchiveHeader.read(in, file.toString());
      read(cipher.decrypting(in, header.bytes()), visitor);
      return header.id();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void read(InputStream decrypted, ArchiveVisitor visitor) {
    boolean begun = false;
    try (PushbackInputStream plain = new PushbackInputStream(decrypted)) {
      int first = plain.read();
      begun = true;
      if (first >= 0) {
        plain.unread(first);
      }
      new LineReader(new GZIPInputStream(plain, BUFFER), visitor).read();
      if (plain.read() >= 0) {
        throw new MalformedArchiveException("something follows its last line");
      }
    } catch (MalformedArchiveException e) {
      throw new FaceException(
          "expected a whole archive in %s, but %s: take another copy of it"
              .formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw unreadable(begun, e);
    }
  }

  private FaceException unreadable(boolean begun, IOException e) {
    return new FaceException(
        (begun
                ? "expected a whole archive in %s, but it was changed or cut: take another copy of it"
                : "the archive %s cannot be decrypted: it was encrypted with another key, or its"
                    + " beginning was changed; give the key it was exported with, or take another"
                    + " copy of it")
            .formatted(file),
        e);
  }

  /** Tells a disk that fails from bytes that cannot be decrypted. */
  private static final class DiskStream extends FilterInputStream {
    DiskStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        return in.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
