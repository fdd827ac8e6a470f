package io.faceattendance.model;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One exact file: a name to find it by, and the size and digest that say whether it is the one.
 *
 * @param name file name, without folders
 * @param bytes size, at least 1
 * @param sha256 digest of the content, 64 lower-case hexadecimal digits
 * @param url where its publisher offers it, http or https; empty if the user has to supply the file
 */
public record PinnedFile(String name, long bytes, String sha256, Optional<URI> url) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the components.
   *
   * @param name as above
   * @param bytes as above
   * @param sha256 as above
   * @param url as above
   */
  public PinnedFile {
    require(NAME.matcher(name).matches(), "a plain file name", name);
    require(bytes > 0, "a size of at least 1 byte for " + name, bytes);
    require(SHA256.matcher(sha256).matches(), "64 hexadecimal digits for " + name, sha256);
    url.ifPresent(address -> require(isWeb(address), "an http(s) URL for " + name, address));
  }

  /**
   * A file that its publisher offers.
   *
   * @param url where the publisher offers it
   * @param name file name, without folders; may differ from the publisher's
   * @param bytes size, at least 1
   * @param sha256 digest of the content, 64 lower-case hexadecimal digits
   * @return the file
   */
  public static PinnedFile at(URI url, String name, long bytes, String sha256) {
    return new PinnedFile(name, bytes, sha256, Optional.of(url));
  }

  /**
   * A file that the user has to supply, because no publisher offers it by itself.
   *
   * @param name file name, without folders
   * @param bytes size, at least 1
   * @param sha256 digest of the content, 64 lower-case hexadecimal digits
   * @return the file
   */
  public static PinnedFile supplied(String name, long bytes, String sha256) {
    return new PinnedFile(name, bytes, sha256, Optional.empty());
  }

  static boolean isWeb(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("https") || scheme.equals("http")) && address.getHost() != null;
  }

  private static void require(boolean holds, String expected, Object got) {
    if (!holds) {
      throw new IllegalArgumentException("expected %s, got '%s'".formatted(expected, got));
    }
  }
}
