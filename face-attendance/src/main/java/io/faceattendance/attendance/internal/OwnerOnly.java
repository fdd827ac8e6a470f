package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that only their owner may read: mode 0600 and 0700, or on other file systems an
 * access list with one entry.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnerOnly() {}

  /** Writes what stands in a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out where to; may be closed or left open
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Makes missing folders; those that are there are left as they are.
   *
   * @param folder the last of them
   * @throws IOException if it cannot be made
   */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, "rwx------"));
  }

  /** Makes a file that must not exist yet, and forces it to the disk. */
  static void create(Path file, byte[] content) throws IOException {
    create(file, out -> out.write(content));
  }

  private static void create(Path file, Content content) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, attributes(file, "rw-------"))) {
      restrictByAcl(file);
      content.writeTo(new StaysOpen(Channels.newOutputStream(channel)));
      channel.force(true);
    }
  }

  /** The file is forced to the disk after its content, so that this may not close it. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }

  /**
   * Makes a file that appears under its name whole and on the disk, or not at all, and never in the
   * place of another.
   *
   * @return false if there is such a file already
   */
  static boolean publish(Path file, byte[] content) throws IOException {
    return publish(file, out -> out.write(content));
  }

  /**
   * Makes a file that appears under its name whole and on the disk, or not at all, and never in the
   * place of another.
   *
   * @param file the file
   * @param content what stands in it
   * @return false if there is such a file already
   * @throws IOException if it cannot be written; nothing is left of it
   */
  public static boolean publish(Path file, Content content) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      create(draft, content);
      boolean made = link(file, draft);
      forceFolderOf(file);
      return made;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static boolean link(Path file, Path draft) throws IOException {
    try {
      Files.createLink(file, draft);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return createNew(file, draft); // a file system without hard links
    }
  }

  // Not a move: Java's replaces a file that appears between its look and the renaming.
  private static boolean createNew(Path file, Path draft) throws IOException {
    try {
      create(file, out -> Files.copy(draft, out));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** So that the name outlives a power failure as well; only POSIX systems open folders. */
  static void forceFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && posix(folder) != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Makes an empty file unless it is there; one that is there is left as it is.
   *
   * @param file the file
   * @throws IOException if it cannot be made
   */
  public static void createIfMissing(Path file) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileChannel.open(file, options, attributes(file, "rw-------")).close();
  }

  /**
   * Refuses a file that somebody else can read.
   *
   * @param file the file
   * @throws IOException if it cannot be looked at
   * @throws StoreException if somebody else can read it
   */
  public static void require(Path file) throws IOException {
    PosixFileAttributeView posix = posix(file);
    if (posix != null) {
      Set<PosixFilePermission> permissions = posix.readAttributes().permissions();
      if (!OWNER.containsAll(permissions)) {
        throw readable(file, PosixFilePermissions.toString(permissions), "chmod 600 " + file);
      }
      return;
    }
    Optional<UserPrincipal> other = otherReader(file);
    if (other.isPresent()) {
      throw readable(file, "access for " + other.get().getName(), "remove that access");
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static void restrictByAcl(Path file) throws IOException {
    if (posix(file) == null) {
      AclEntry owner =
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(Files.getOwner(file))
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .build();
      acl(file).setAcl(List.of(owner));
    }
  }

  private static Optional<UserPrincipal> otherReader(Path file) throws IOException {
    UserPrincipal owner = Files.getOwner(file);
    return acl(file).getAcl().stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW)
        .filter(entry -> entry.permissions().contains(AclEntryPermission.READ_DATA))
        .map(AclEntry::principal)
        .filter(principal -> !principal.equals(owner))
        .findFirst();
  }

  private static @Nullable PosixFileAttributeView posix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  private static AclFileAttributeView acl(Path file) {
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (view == null) {
      throw new StoreException(
          ("expected a file system that knows owners for %s: keep the key elsewhere, or give it in"
                  + " FACE_KEY")
              .formatted(file));
    }
    return view;
  }

  private static StoreException readable(Path file, String found, String remedy) {
    return new StoreException(
        "expected a file that only its owner can read, got %s on %s: %s"
            .formatted(found, file, remedy));
  }
}
