package io.faceattendance.model;

import java.net.URI;
import java.nio.file.Path;

/** A process of its own that wants one file: cache, URL, size and digest are its arguments. */
final class FetchMain {
  private FetchMain() {}

  public static void main(String[] arguments) {
    PinnedFile file =
        PinnedFile.at(
            URI.create(arguments[1]), "model.onnx", Long.parseLong(arguments[2]), arguments[3]);
    Stores.empty(Path.of(arguments[0])).path(file);
  }
}
