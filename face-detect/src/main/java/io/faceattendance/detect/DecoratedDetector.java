package io.faceattendance.detect;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import io.faceattendance.internal.OpenCalls;
import java.util.List;

/**
 * A detector that asks another one, once or several times for each picture, and owns it.
 *
 * <p>It counts its own calls: the inner detector alone would be closed between two passes of one
 * call, and a call that needs no pass would never notice that it is closed.
 */
abstract class DecoratedDetector implements FaceDetector {
  private final FaceDetector inner;
  private final OpenCalls calls = new OpenCalls("the detector");

  DecoratedDetector(FaceDetector inner) {
    this.inner = inner;
  }

  @Override
  public final List<Face> detect(Image image) {
    return calls.run(() -> detect(image, inner));
  }

  /** Finds the faces of a picture with the inner detector, which stays open meanwhile. */
  abstract List<Face> detect(Image image, FaceDetector inner);

  @Override
  public final boolean findsLandmarks() {
    return inner.findsLandmarks();
  }

  @Override
  public final FaceDetector plain() {
    return inner.plain();
  }

  @Override
  public final void close() {
    calls.close(inner::close);
  }
}
