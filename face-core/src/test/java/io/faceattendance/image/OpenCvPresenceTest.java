package io.faceattendance.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.internal.TestEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenCV is optional: without it the error says what to add. */
class OpenCvPresenceTest {

  /** The library's classes and the JDK's, and nothing else. */
  private static URLClassLoader withoutOpenCv() {
    URL classes = Images.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
  }

  @Test
  void saysWhatToAddWhenOpenCvIsNotThere() throws ReflectiveOperationException, IOException {
    byte[] file = TestEncoder.encode(TestPictures.picture(8, 8, 1), ".png");
    try (URLClassLoader loader = withoutOpenCv()) {
      Method decode = loader.loadClass(Images.class.getName()).getMethod("decode", byte[].class);
      assertThatThrownBy(() -> decode.invoke(null, (Object) file))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("<artifactId>opencv</artifactId>")
          .hasMessageContaining("<classifier>");
    }
  }

  @Test
  void aLibraryThatCannotBeLoadedCountsAsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                OpenCvPresence.required(
                    () -> {
                      throw new UnsatisfiedLinkError("no jniopencv_core in java.library.path");
                    }))
        .withMessageContaining("<artifactId>openblas</artifactId>");
  }

  @ParameterizedTest
  @CsvSource({
    "opencv, " + OpenCvPresence.OPENCV,
    "openblas, " + OpenCvPresence.OPENBLAS,
    "javacpp, " + OpenCvPresence.JAVACPP
  })
  void namesTheVersionsThatThisLibraryIsBuiltWith(String artifact, String version)
      throws IOException {
    String resource = "/META-INF/maven/org.bytedeco/%s/pom.properties".formatted(artifact);
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in, resource));
      assertThat(properties.getProperty("version")).isEqualTo(version);
    }
  }
}
