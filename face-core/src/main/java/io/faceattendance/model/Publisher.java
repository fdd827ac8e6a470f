package io.faceattendance.model;

import java.net.URI;

/**
 * A GitHub repository at one commit. Always a commit and never a branch: a branch moves, and then
 * its file is no longer the one of the digest.
 *
 * @param repository owner/name
 * @param commit 40 hexadecimal digits
 */
record Publisher(String repository, String commit) {

  /** The address of a file that is kept in the repository itself. */
  URI file(String path) {
    return URI.create(
        "https://raw.githubusercontent.com/%s/%s/%s".formatted(repository, commit, path));
  }

  /** The address of a file that is kept by git-LFS: the raw address gives only a pointer to it. */
  URI largeFile(String path) {
    return URI.create(
        "https://media.githubusercontent.com/media/%s/%s/%s".formatted(repository, commit, path));
  }
}
