package io.faceattendance.detect.internal;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.faceattendance.Image;
import io.faceattendance.InferenceException;
import io.faceattendance.ModelException;
import io.faceattendance.internal.Letterbox;
import io.faceattendance.internal.OpenCalls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * One of OpenCV's cascades of boosted classifiers, and the only owner of its native memory.
 *
 * <p>OpenCV's classifier must not be used by two threads at once. Calls side by side get one each,
 * as many as there are processors; further ones wait. Thread-safe.
 */
@SuppressWarnings("try") // a PointerScope works by being open, nobody refers to it
public final class OpenCvCascade implements AutoCloseable {
  // Every scale: the groups are made of finds that are near each other in size too.
  private static final double SCALE_STEP = 1.1;

  private final String name;
  private final String definition;
  private final ConcurrentLinkedDeque<CascadeClassifier> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final OpenCalls calls = new OpenCalls("the detector");

  private OpenCvCascade(String name, String definition) {
    this.name = name;
    this.definition = definition;
  }

  /** A window that passed every stage: a square in pixels of the picture, and the last sum. */
  public record Window(double x, double y, double side, double weight) {}

  /**
   * Opens a cascade of OpenCV's jar.
   *
   * @param name its path below OpenCV's folder of shared files
   * @throws ModelException if it is not there or is no cascade
   */
  public static OpenCvCascade open(String name) {
    OpenCvCascade cascade = new OpenCvCascade(name, OpenCvFiles.text(name));
    cascade.idle.push(cascade.load());
    return cascade;
  }

  private CascadeClassifier load() {
    try (PointerScope scope = new PointerScope()) {
      CascadeClassifier classifier = new CascadeClassifier();
      if (!read(classifier)) {
        throw new ModelException("expected a cascade in %s of OpenCV's jar".formatted(name));
      }
      // Neither the scope that is open here nor one around a caller is to free it.
      classifier.retainReference();
      return classifier;
    }
  }

  private boolean read(CascadeClassifier classifier) {
    try (FileStorage storage = new FileStorage(definition, FileStorage.READ | FileStorage.MEMORY)) {
      return classifier.read(storage.getFirstTopLevelNode());
    } catch (RuntimeException failure) {
      // JavaCPP throws a plain RuntimeException for every C++ exception.
      throw new ModelException("OpenCV cannot read its " + name, failure);
    }
  }

  /**
   * Looks at every window of a picture, at scales a tenth apart.
   *
   * @param image the picture
   * @param longestSide a larger picture is shrunk to that many pixels before
   * @return every window that passed, in no particular order
   * @throws IllegalStateException if it is closed
   */
  public List<Window> find(Image image, int longestSide) {
    return calls.run(() -> findWhenFree(image, longestSide));
  }

  private List<Window> findWhenFree(Image image, int longestSide) {
    free.acquireUninterruptibly();
    try {
      return findWithOne(image, longestSide);
    } finally {
      free.release();
    }
  }

  private List<Window> findWithOne(Image image, int longestSide) {
    CascadeClassifier pooled = idle.poll();
    CascadeClassifier classifier = pooled == null ? load() : pooled;
    try (PointerScope scope = new PointerScope()) {
      Letterbox size = Letterbox.shrinkTo(image.width(), image.height(), longestSide, 1);
      return windows(classifier, grey(image, size), size);
    } catch (RuntimeException failure) {
      // JavaCPP throws a plain RuntimeException for every C++ exception.
      throw new InferenceException("OpenCV's cascade failed on " + image, failure);
    } finally {
      idle.push(classifier);
    }
  }

  private static Mat grey(Image image, Letterbox size) {
    Mat pixels = new Mat(image.height(), image.width(), CV_8UC3);
    image.copyTo(pixels.<ByteBuffer>createBuffer());
    Mat grey = new Mat();
    cvtColor(pixels, grey, COLOR_BGR2GRAY);
    if (size.scaledWidth() == image.width() && size.scaledHeight() == image.height()) {
      return grey;
    }
    Mat shrunk = new Mat();
    Size target = new Size(size.scaledWidth(), size.scaledHeight());
    resize(grey, shrunk, target, 0, 0, INTER_AREA);
    return shrunk;
  }

  private static List<Window> windows(CascadeClassifier classifier, Mat grey, Letterbox size) {
    RectVector found = new RectVector();
    IntPointer stages = new IntPointer();
    DoublePointer weights = new DoublePointer();
    int neighbours = 0; // ungrouped
    classifier.detectMultiScale3(
        grey, found, stages, weights, SCALE_STEP, neighbours, 0, new Size(), new Size(), true);
    List<Window> windows = new ArrayList<>(Math.toIntExact(found.size()));
    for (int i = 0; i < found.size(); i++) {
      Rect rect = found.get(i);
      windows.add(
          new Window(
              rect.x() / size.scaleX(),
              rect.y() / size.scaleY(),
              rect.width() / size.scaleX(),
              weights.get(i)));
    }
    return windows;
  }

  /** Waits for running calls, then frees the classifiers. Closing again does nothing. */
  @Override
  public void close() {
    calls.close(this::freeClassifiers);
  }

  private void freeClassifiers() {
    for (CascadeClassifier one = idle.poll(); one != null; one = idle.poll()) {
      one.releaseReference();
    }
  }
}
