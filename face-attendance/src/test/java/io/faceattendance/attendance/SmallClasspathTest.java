package io.faceattendance.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.FaceException;
import io.faceattendance.model.ModelStore;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets that adds face-attendance alone: no optional dependency, no natives. */
class SmallClasspathTest {
  private static final List<String> INHERITED =
      List.of(
          "face-core",
          "face-match",
          "face-attendance",
          "slf4j-api",
          "sqlite-jdbc",
          "flyway-core",
          "jdbi3-core",
          "geantyref",
          "jackson-core",
          "jackson-databind",
          "jackson-annotations",
          "jspecify");

  @TempDir Path folder;

  @Test
  void readsAttendanceAndSaysWhatIsMissingForFaces() throws IOException, InterruptedException {
    String classpath =
        Arrays.stream(CrashTest.classpath().split(File.pathSeparator))
            .filter(entry -> INHERITED.stream().anyMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(classpath).doesNotContain("postgresql").doesNotContain("face-detect");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpath,
                SmallClasspathTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("people: []")
        .contains("com.google.crypto.tink:tink")
        .contains("io.faceattendance:face-detect and io.faceattendance:face-embed");
  }

  /** The process with the small class path. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    AttendanceOptions options =
        AttendanceOptions.defaults()
            .withModelStore(ModelStore.defaults().offline())
            .withKeys(KeyProvider.inFolder(folder.resolve("keys")));
    Path data = folder.resolve("data");
    try (FaceAttendance reading = FaceAttendance.open(data, options.withoutModels())) {
      System.out.println("people: " + reading.people());
      reading.archives().exportTo(folder.resolve("archive"), new byte[KeyProvider.KEY_BYTES]);
    } catch (FaceException expected) {
      System.out.println(expected.getMessage());
    }
    try (FaceAttendance recognising = FaceAttendance.open(data, options)) {
      System.out.println("opened " + recognising.space());
    } catch (FaceException expected) {
      System.out.println(expected.getMessage());
    }
  }
}
