package io.faceattendance.attendance;

import io.faceattendance.FaceException;
import io.faceattendance.match.HeadKind;
import io.faceattendance.match.head.Training;
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

  private final HeadTraining training;
  private final OneThread thread = new OneThread();
  private @Nullable Future<?> latest;
  private volatile boolean cancelled;

  Retraining(HeadTraining training) {
    this.training = training;
  }

  /**
   * The head in use does not fit the people any more.
   *
   * @param kind what it was, as the removal of a person has deleted it
   */
  synchronized void request(HeadKind kind) {
    if (latest != null) {
      latest.cancel(false); // if it waits; one that runs finds that people have changed
    }
    cancelled = false;
    if (!thread.isShutdown()) {
      latest = thread.schedule(() -> train(kind), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void train(HeadKind kind) {
    try {
      training
          .retrain(kind, Training.defaults().withProgress(this::checkpoint))
          .ifPresent(head -> LOG.info("the head was trained again: {}", head.reason()));
    } catch (FaceException e) {
      LOG.warn(
          "the head could not be trained again, the raw embedding decides: {}", e.getMessage());
    }
  }

  private void checkpoint(double done) {
    if (cancelled) {
      throw new CancellationException("the training is not wanted any more");
    }
  }

  /** Neither what waits nor what runs will store a head. */
  void cancel() {
    Future<?> last;
    synchronized (this) {
      cancelled = true;
      last = latest;
    }
    if (last != null && !last.cancel(false)) {
      OneThread.failure(last); // waits
    }
  }

  /** Cancels, and waits for a training that runs. */
  @Override
  public void close() {
    cancelled = true;
    thread.shutdown();
    try {
      while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.info("waiting for the training of a head to be cancelled");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the training will find its store closed
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

    /** Waits for the end of a task; null if it went well or was cancelled. */
    static @Nullable Throwable failure(Future<?> task) {
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
