package io.faceattendance.match.head.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Keeps what this thread prints to standard output from it for a while; other threads print as
 * ever. SameDiff prints a line for each operation that it differentiates, and cannot be asked not
 * to: a program whose output is read by another would break.
 */
final class QuietOutput {
  private final PrintStream before = System.out;
  private final PrintStream filter;
  private volatile boolean open = true;

  private QuietOutput() {
    this.filter = new PrintStream(new Sieve(before, Thread.currentThread()), true, charset());
  }

  /**
   * Runs something.
   *
   * @param work whose printing is lost
   */
  static void run(Runnable work) {
    QuietOutput quiet = new QuietOutput();
    System.setOut(quiet.filter);
    try {
      work.run();
    } finally {
      quiet.restore();
    }
  }

  private static Charset charset() {
    return Charset.forName(System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
  }

  private void restore() {
    open = false;
    if (System.out == filter) {
      System.setOut(before);
    }
  }

  private final class Sieve extends FilterOutputStream {
    private final Thread silent;

    Sieve(OutputStream out, Thread silent) {
      super(out);
      this.silent = silent;
    }

    @Override
    public void write(int value) throws IOException {
      if (!isSilent()) {
        out.write(value);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!isSilent()) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void close() {
      // The standard output outlives its filter.
    }

    private boolean isSilent() {
      return open && Thread.currentThread() == silent;
    }
  }
}
