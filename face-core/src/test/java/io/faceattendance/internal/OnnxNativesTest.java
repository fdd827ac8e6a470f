package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.ModelException;
import io.faceattendance.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each start is a JVM of its own with its own cache and temp folder. */
class OnnxNativesTest {
  private static final int ALIVE = 42;
  private static final int REFUSED_TWICE = 43;

  @TempDir Path folder;
  private Path cache;
  private Path temp;

  @BeforeEach
  void makeFolders() throws IOException {
    cache = Files.createDirectory(folder.resolve("cache"));
    temp = Files.createDirectory(folder.resolve("temp"));
  }

  @Test
  void unpacksToTheCacheOnceAndWritesNothingElse() throws Exception {
    assertThat(start().waitFor()).isEqualTo(ALIVE);
    List<String> first = libraries();
    assertThat(first).hasSize(2);
    assertThat(temp).isEmptyDirectory();

    assertThat(start().waitFor()).isEqualTo(ALIVE);
    assertThat(libraries()).isEqualTo(first);
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void leavesNoFileInTheTempFolderWhenTheProcessIsKilled() throws Exception {
    Process killed = start("halt");
    assertThat(killed.waitFor()).isEqualTo(ALIVE);

    assertThat(filesIn(temp)).isEmpty();
  }

  @Test
  void startsTwiceAtOnceWithAnEmptyCache() throws Exception {
    List<Process> processes = List.of(start(), start());
    for (Process process : processes) {
      assertThat(process.waitFor()).isEqualTo(ALIVE);
    }

    assertThat(libraries()).hasSize(2);
    assertThat(temp).isEmptyDirectory();
  }

  // ONNX Runtime's telemetry keeps a device id and a queue of events in the cache folder.
  @Test
  void keepsNoTelemetry() throws Exception {
    assertThat(start().waitFor()).isEqualTo(ALIVE);

    assertThat(cache).isDirectoryNotContaining(f -> !f.endsWith("face-attendance"));
  }

  @Test
  void replacesALibraryThatIsIncomplete() throws Exception {
    assertThat(start().waitFor()).isEqualTo(ALIVE);
    for (Path library : filesIn(cache)) {
      Files.write(library, new byte[1000]);
    }

    assertThat(start().waitFor()).isEqualTo(ALIVE);
  }

  @Test
  void startsWithoutACache() throws Exception {
    Files.delete(cache);
    Files.createFile(cache);

    assertThat(start().waitFor()).isEqualTo(ALIVE);
  }

  // The second failure is that of a class that could not be initialised, unless somebody cares.
  @Test
  void saysEachTimeWhyTheLibraryDoesNotLoad() throws Exception {
    Path bogus = Files.createDirectory(folder.resolve("bogus"));
    Files.writeString(bogus.resolve(System.mapLibraryName("onnxruntime")), "no library");

    Process process =
        ChildJvm.of(Start.class).with("-Donnxruntime.native.path=" + bogus).start("refused");

    assertThat(process.waitFor()).isEqualTo(REFUSED_TWICE);
  }

  private Process start(String... arguments) throws IOException {
    return ChildJvm.of(Start.class)
        .with("-Djava.io.tmpdir=" + temp)
        .withEnvironment(Map.of("XDG_CACHE_HOME", cache.toString()))
        .start(arguments);
  }

  /** Name, size and time of each library: a second start must not write it again. */
  private List<String> libraries() throws IOException {
    List<String> libraries = new ArrayList<>();
    for (Path file : filesIn(cache)) {
      libraries.add("%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file)));
    }
    return libraries;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The child's work. */
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      if (List.of(arguments).contains("refused")) {
        boolean first = isRefused();
        boolean second = isRefused();
        System.exit(first && second ? REFUSED_TWICE : 1);
      }
      boolean alive = !OnnxNatives.version().isEmpty() && !OnnxNatives.providers().isEmpty();
      if (arguments.length > 0) {
        Runtime.getRuntime().halt(alive ? ALIVE : 1);
      }
      System.exit(alive ? ALIVE : 1);
    }

    private static boolean isRefused() {
      try {
        OnnxNatives.version();
        return false;
      } catch (ModelException e) {
        return String.valueOf(e.getMessage()).contains("does not load");
      }
    }
  }
}
