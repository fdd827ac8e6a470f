package io.faceattendance.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A response's body, read by one thread that can give up: the stream of the JDK's client blocks for
 * as long as its server keeps silent. Asks for the next piece only when the last has been taken, so
 * that a slow disk holds the network back.
 */
final class Body implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

  /** What the network says next. */
  sealed interface Event permits Data, End, Failed {}

  record Data(List<ByteBuffer> buffers) implements Event {}

  record End() implements Event {}

  record Failed(Throwable cause) implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  /**
   * Waits for the next piece.
   *
   * @param nanos how long at most
   * @return its buffers; empty if none has come in that time; null at the end
   * @throws IOException if the connection failed
   */
  @Nullable List<ByteBuffer> next(long nanos) throws IOException, InterruptedException {
    Event event = events.poll(nanos, TimeUnit.NANOSECONDS);
    if (event == null) {
      return List.of();
    }
    if (event instanceof Failed failed) {
      throw new IOException(failed.cause().getMessage(), failed.cause());
    }
    if (event instanceof Data data) {
      request();
      return data.buffers();
    }
    return null;
  }

  private void request() {
    Flow.Subscription current = subscription.get();
    if (current != null) {
      current.request(1);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    subscription.set(started);
    started.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Data(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Failed(cause));
  }

  @Override
  public void onComplete() {
    events.add(new End());
  }

  /** Lets go of the connection; harmless after the end. */
  @Override
  public void close() {
    Flow.Subscription current = subscription.get();
    if (current != null) {
      current.cancel();
    }
  }
}
