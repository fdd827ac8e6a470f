package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keys in files that only their owner may read.
 *
 * <p>A key that shall replace the one in KEY is written to KEY.next and is on the disk before the
 * store is changed. When it is the store's, the one before goes to KEY.old (KEY.old.2 and so on if
 * there is one already) and the next one to KEY. Whatever is interrupted in between, no key is lost
 * at any moment, and whoever opens the store next completes it.
 */
final class KeyFile implements KeyProvider {
  private static final int LONGEST_FILE = 1024;

  private final Function<Request, Path> place;

  KeyFile(Function<Request, Path> place) {
    this.place = place;
  }

  @Override
  public byte[] key(Request request) {
    Path file = place.apply(request);
    return readingAndWriting(
        file,
        () -> {
          requireOutside(file, request);
          if (Files.exists(file)) {
            return read(file);
          }
          if (!request.newStore()) {
            throw missing(file, request);
          }
          return create(file);
        });
  }

  private static StoreException missing(Path file, Request request) {
    return new StoreException(
        ("expected the key of %s in %s, and it is not there: restore that file from your"
                + " backup, or set FACE_KEY or FACE_KEY_FILE; without the key the templates"
                + " cannot be read, and no new key is made for a store that exists")
            .formatted(request.storeName(), file));
  }

  @Override
  public KeyProvider next() {
    KeyFile next = new KeyFile(request -> next(place.apply(request)));
    return new KeyProvider() {
      @Override
      public byte[] key(Request request) {
        return next.key(request);
      }

      @Override
      public void adopted(Request request) {
        KeyFile.this.adopted(request);
      }
    };
  }

  @Override
  public Optional<byte[]> candidate(Request request) {
    Path file = next(place.apply(request));
    return readingAndWriting(
        file, () -> Files.exists(file) ? Optional.of(read(file)) : Optional.empty());
  }

  @Override
  public void adopted(Request request) {
    Path file = place.apply(request);
    readingAndWriting(
        file,
        () -> {
          // Without it another opener has done it, or the new key was in this file from the start.
          if (Files.exists(next(file))) {
            keepOld(file);
            takeNext(file);
          }
          return file;
        });
  }

  static void keepOld(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    byte[] content = Files.readAllBytes(file);
    try {
      Path old = file.resolveSibling(file.getFileName() + ".old");
      for (int number = 2; !isKept(old, content); number++) {
        old = file.resolveSibling(file.getFileName() + ".old." + number);
      }
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Whether the file has that content now, or had it already. */
  private static boolean isKept(Path old, byte[] content) throws IOException {
    return OwnerOnly.publish(old, content) || Arrays.equals(Files.readAllBytes(old), content);
  }

  static void takeNext(Path file) throws IOException {
    Files.move(
        next(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    OwnerOnly.forceFolderOf(file);
  }

  private static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  /** What is done with a file. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T readingAndWriting(Path file, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw Failures.of("cannot read or write the key file " + file, e);
    }
  }

  static byte[] read(Path file) throws IOException {
    OwnerOnly.require(file);
    if (Files.size(file) > LONGEST_FILE) {
      throw notAKey("the file " + file);
    }
    return decode(Files.readString(file, StandardCharsets.ISO_8859_1), "the file " + file);
  }

  /** If somebody else makes the file at the same time, one of the two keys is taken by both. */
  static byte[] create(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    byte[] line =
        (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    Path folder = file.getParent();
    if (folder != null) {
      OwnerOnly.createFolders(folder);
    }
    try {
      boolean made = OwnerOnly.publish(file, line);
      return made ? key : read(file);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  static byte[] decode(String text, String where) {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes the text, which may be most of a key: it is not passed on.
      throw notAKey(where);
    }
    throw notAKey(where);
  }

  private static StoreException notAKey(String where) {
    return new StoreException(
        "expected base64 of %d bytes in %s; make one with: openssl rand -base64 32"
            .formatted(KEY_BYTES, where));
  }

  private static void requireOutside(Path file, Request request) throws IOException {
    if (request.dataDirectory().isEmpty()) {
      return;
    }
    Path data = request.dataDirectory().get().toRealPath();
    if (real(file).startsWith(data)) {
      throw new StoreException(
          ("expected the key file outside the data directory, got %s inside %s: whoever copies the"
                  + " directory would have the key as well; set FACE_KEY_FILE or choose another"
                  + " data directory")
              .formatted(file, data));
    }
  }

  /** The path with all links followed as far as it exists. */
  private static Path real(Path path) throws IOException {
    Path parent = path.getParent();
    if (Files.exists(path) || parent == null) {
      return path.toRealPath();
    }
    return real(parent).resolve(path.getFileName());
  }
}
