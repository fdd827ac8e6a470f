package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the head again in one daemon thread, some time after people have changed: several changes
 * make one training. Until it is done the raw embedding decides. Thread-safe.
 */
final class Retraining implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retraining.class);
  // Whoever enrols a class does so one by one.
  private static final long PAUSE_MILLIS = 500;
  // LIBSVM cannot be interrupted, and who closes waits.
  private static final long CLOSE_SECONDS = 5;

  private final HeadTraining training;
  private final OneThread thread = new OneThread();
  private @Nullable Job waiting;
  private @Nullable Job running;

  Retraining(HeadTraining training) {
    this.training = training;
  }

  /**
   * The head that is wished for is missing or does not fit the people any more. A training that
   * runs goes on, as it finds by itself that people have changed.
   */
  synchronized void request() {
    if (thread.isShutdown()) {
      return;
    }
    if (waiting != null) {
      waiting.cancelled = true;
    }
    waiting = new Job();
    thread.schedule(waiting, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * What waits is not begun, and what runs ends soon, without a word. Does not wait: that nothing
   * is stored any more is the store's to see to.
   */
  synchronized void cancel() {
    if (waiting != null) {
      waiting.cancelled = true;
      waiting = null;
    }
    if (running != null) {
      running.cancelled = true;
    }
  }

  /** One training, with its own word on whether it is still wanted. */
  private final class Job implements Runnable {
    private volatile boolean cancelled;

    @Override
    public void run() {
      if (!begins()) {
        return;
      }
      try {
        training.retrain(this::checkpoint).ifPresent(Retraining::report);
      } catch (FaceException e) {
        LOG.warn(
            "the head could not be trained again, the raw embedding decides: {}", e.getMessage());
      } finally {
        ended();
      }
    }

    private boolean begins() {
      synchronized (Retraining.this) {
        if (cancelled) {
          return false;
        }
        waiting = null;
        running = this;
        return true;
      }
    }

    private void ended() {
      synchronized (Retraining.this) {
        running = null;
      }
    }

    private void checkpoint(double done) {
      if (cancelled) {
        throw new CancellationException("the training is not wanted any more");
      }
    }
  }

  private static void report(TrainedHead head) {
    if (head.inUse()) {
      LOG.info("the head was trained again: {}", head.reason());
    } else {
      LOG.warn("the head was trained again and is not used: {}", head.reason());
    }
  }

  /**
   * Cancels, and waits a few seconds for a training that runs. One that takes longer to notice
   * stores nothing: it looks once more whether it is wanted before it writes.
   */
  @Override
  public void close() {
    cancel();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("the training of a head is cancelled and ends later; it will not be stored");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the training will find that it was cancelled
    }
  }

  /** Starts its thread with the first task, and logs what no task should throw. */
  private static final class OneThread extends ScheduledThreadPoolExecutor {
    OneThread() {
      super(1, OneThread::daemon);
      setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable work) {
      Thread thread = new Thread(work, "face-attendance head training");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
      Throwable failure = task instanceof Future<?> done ? failure(done) : thrown;
      if (failure != null) {
        LOG.error("the training of a head failed, the raw embedding decides", failure);
      }
    }

    /** Of a task that has ended; null if it went well or was cancelled. */
    private static @Nullable Throwable failure(Future<?> task) {
      try {
        task.get();
        return null;
      } catch (CancellationException e) {
        return null;
      } catch (ExecutionException e) {
        return e.getCause() instanceof CancellationException ? null : e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }
}
