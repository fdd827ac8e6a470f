package io.faceattendance.model;

/** Is told how far a download has come, on the thread that asked the store for the file. */
@FunctionalInterface
public interface DownloadProgress {

  /**
   * Some bytes have come. The first call of a resumed download starts above 0; the numbers fall
   * back if a server cannot resume and the file is fetched from its beginning.
   *
   * @param name name of the file
   * @param done bytes that are there, 0..total
   * @param total bytes of the whole file
   */
  void progress(String name, long done, long total);
}
