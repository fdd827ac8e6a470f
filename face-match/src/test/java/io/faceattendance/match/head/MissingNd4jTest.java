package io.faceattendance.match.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.faceattendance.FaceException;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.LabelledEmbedding;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As an application that did not add the optional dependency. */
final class MissingNd4jTest {

  @Test
  void trainsAnSvmAndSaysWhatTheOtherKindsNeed() throws Exception {
    try (URLClassLoader application = withoutNd4j()) {
      Method train =
          application
              .loadClass(MissingNd4jTest.class.getName())
              .getDeclaredMethod("train", String.class);
      train.setAccessible(true);
      assertThat(train.invoke(null, "SVM")).isEqualTo("SVM");
      for (String kind : List.of("SOFTMAX", "TRIPLET", "TRIPLET")) {
        assertThatExceptionOfType(InvocationTargetException.class)
            .isThrownBy(() -> train.invoke(null, kind))
            .havingCause()
            .withMessageContaining("org.nd4j:nd4j-native")
            .matches(thrown -> thrown.getClass().getName().equals(FaceException.class.getName()));
      }
    }
  }

  private static URLClassLoader withoutNd4j() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("nd4j")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Called through the other class loader. */
  static String train(String kind) {
    List<LabelledEmbedding> pictures = new People(8, 1).pictures(3, 3, 0.1);
    return Heads.train(HeadKind.valueOf(kind), pictures, Training.defaults()).kind().name();
  }
}
