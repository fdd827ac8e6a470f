package io.faceattendance.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on stderr. */
final class Bars {
  private Bars() {}

  /** Without colours, which would be noise in a log. */
  static ProgressBarBuilder plain() {
    return ProgressBar.builder().setStyle(ProgressBarStyle.UNICODE_BLOCK);
  }
}
