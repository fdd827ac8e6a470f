package io.faceattendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenCallsTest {
  private final OpenCalls calls = new OpenCalls("the thing");
  private final AtomicInteger freed = new AtomicInteger();

  @Test
  void freesOnceAndRefusesCallsAfterwards() {
    assertThat(calls.run(() -> 7)).isEqualTo(7);

    calls.close(freed::incrementAndGet);
    calls.close(freed::incrementAndGet);

    assertThat(freed).hasValue(1);
    assertThatThrownBy(() -> calls.run(() -> 7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the thing is closed");
  }

  @Test
  void refusesToBeClosedFromInsideACall() {
    assertThatThrownBy(() -> calls.run(this::close))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside its own call");
    assertThat(freed).hasValue(0);
    assertThat(calls.run(() -> 7)).isEqualTo(7);
  }

  @Test
  void waitsForARunningCall() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicInteger freedDuringTheCall = new AtomicInteger(-1);
    Thread caller =
        new Thread(
            () ->
                calls.run(
                    () -> {
                      started.countDown();
                      await(closing, 1);
                      freedDuringTheCall.set(freed.get());
                      return 7;
                    }));
    caller.start();
    await(started, 30);
    calls.close(
        () -> {
          freed.incrementAndGet();
          closing.countDown();
        });
    caller.join();

    assertThat(freedDuringTheCall).hasValue(0);
    assertThat(freed).hasValue(1);
  }

  private int close() {
    calls.close(freed::incrementAndGet);
    return 0;
  }

  private static void await(CountDownLatch latch, int seconds) {
    try {
      latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
