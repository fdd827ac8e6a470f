package io.faceattendance.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs the same work on several threads. Every thread is gone when a method returns. */
public final class Concurrent {
  private static final int PATIENCE_SECONDS = 300;

  private Concurrent() {}

  /**
   * Runs a task on each of several threads at once.
   *
   * @param threads how many
   * @param task the work of one thread
   * @return what each thread's task returned
   */
  public static <T> List<T> onThreads(int threads, Callable<T> task) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(executor.submit(task));
      }
      return results(futures);
    } finally {
      shutDown(executor);
    }
  }

  /**
   * Opens something, uses it from several threads, and closes it while they do; many times over.
   * Every call must give the expected result or say that the thing is closed.
   *
   * @param rounds how often
   * @param threads how many threads use it
   * @param open opens one
   * @param call uses it
   * @param close closes it
   * @param expected what a call that completes must return
   */
  public static <C, R> void closeUnderLoad(
      int rounds,
      int threads,
      Supplier<C> open,
      Function<C, R> call,
      Consumer<C> close,
      R expected) {
    for (int round = 0; round < rounds; round++) {
      C subject = open.get();
      CountDownLatch callsBeforeClose = new CountDownLatch(1 + round % (2 * threads));
      ExecutorService executor = Executors.newFixedThreadPool(threads);
      List<Future<Integer>> users = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        users.add(executor.submit(() -> useUntilClosed(subject, call, expected, callsBeforeClose)));
      }
      await(callsBeforeClose);
      close.accept(subject);
      close.accept(subject);
      assertThat(results(users)).hasSize(threads);
      shutDown(executor);
    }
  }

  private static <C, R> int useUntilClosed(
      C subject, Function<C, R> call, R expected, CountDownLatch done) {
    int calls = 0;
    while (true) {
      R result;
      try {
        result = call.apply(subject);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("closed");
        return calls;
      }
      assertThat(result).isEqualTo(expected);
      calls++;
      done.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("calls completed").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while calls ran", e);
    }
  }

  private static <T> List<T> results(List<Future<T>> futures) {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while threads ran", e);
      }
    }
    return results;
  }

  private static void shutDown(ExecutorService executor) {
    executor.shutdown();
    try {
      assertThat(executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("threads ended")
          .isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while threads ended", e);
    }
  }
}
