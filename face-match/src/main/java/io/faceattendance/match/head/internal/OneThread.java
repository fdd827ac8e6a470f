package io.faceattendance.match.head.internal;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J on one thread for a while: several add up in another order from one run to the next, and
 * wait for each other on a busy machine. Its settings are the whole program's, so one training runs
 * at a time and the others wait.
 */
final class OneThread {
  private static final Lock TRAINING = new ReentrantLock();

  // Asked for first: it loads what the other settings belong to.
  private final Environment environment = Nd4j.getEnvironment();
  private final NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
  private final int masters = environment.maxMasterThreads();
  private final int products = Nd4j.factory().blas().getMaxThreads();
  private final int loops = operations.ompGetMaxThreads();

  private OneThread() {}

  /**
   * Waits for its turn, and runs something.
   *
   * @param <T> what it gives
   * @param work what to run
   * @return what it gave
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
   */
  static <T> T call(Supplier<T> work) {
    try {
      TRAINING.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Watch.interrupted();
    }
    try {
      return new OneThread().run(work);
    } finally {
      TRAINING.unlock();
    }
  }

  private <T> T run(Supplier<T> work) {
    set(1, 1, 1);
    try {
      return work.get();
    } finally {
      set(masters, products, loops);
    }
  }

  private void set(int masterThreads, int productThreads, int loopThreads) {
    environment.setMaxMasterThreads(masterThreads);
    Nd4j.factory().blas().setMaxThreads(productThreads);
    operations.setOmpNumThreads(loopThreads);
  }
}
