package io.faceattendance.detect.internal;

import io.faceattendance.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/** The files that come with OpenCV, read where they lie: in its jar for this platform. */
final class OpenCvFiles {
  private OpenCvFiles() {}

  /**
   * A text file.
   *
   * @param name its path below OpenCV's folder of shared files
   * @throws ModelException if it is not there
   */
  static String text(String name) {
    String platform = Loader.getPlatform();
    String resource = "/org/bytedeco/opencv/" + platform + "/share/opencv4/" + name;
    try (InputStream in = CascadeClassifier.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ModelException(
            "expected %s in OpenCV's jar, found none: add org.bytedeco:opencv with the classifier %s"
                .formatted(resource, platform));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ModelException("cannot read " + resource + " of OpenCV's jar", e);
    }
  }
}
