package io.faceattendance.detect;

import io.faceattendance.Face;
import io.faceattendance.FaceDetector;
import io.faceattendance.Image;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A detector that asks another one, once or several times for each picture, and owns it.
 *
 * <p>Calls hold a read lock of its own: the inner detector alone would be closed between two passes
 * of one call, and a call that needs no pass would never notice that it is closed.
 */
abstract class DecoratedDetector implements FaceDetector {
  private final FaceDetector inner;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  DecoratedDetector(FaceDetector inner) {
    this.inner = inner;
  }

  @Override
  public final List<Face> detect(Image image) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the detector is closed");
      }
      return detect(image, inner);
    } finally {
      lock.readLock().unlock();
    }
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
    lock.writeLock().lock();
    try {
      closed = true;
      inner.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
