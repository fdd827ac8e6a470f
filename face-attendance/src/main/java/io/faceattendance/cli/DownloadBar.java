package io.faceattendance.cli;

import io.faceattendance.model.DownloadProgress;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/** Downloads as progress bars on stderr. */
final class DownloadBar implements DownloadProgress {
  private final Map<String, ProgressBar> bars = new HashMap<>();

  @Override
  public synchronized void progress(String name, long done, long total) {
    ProgressBar bar = bars.computeIfAbsent(name, file -> bar(file, total));
    bar.stepTo(done);
    if (done >= total) {
      bar.close();
      bars.remove(name);
    }
  }

  private static ProgressBar bar(String name, long total) {
    return Bars.plain().setTaskName(name).setInitialMax(total).setUnit(" kB", 1000).build();
  }
}
