package io.faceattendance.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ImagesConcurrencyTest {
  private static final int THREADS = 4;

  @Test
  void fourThreadsDecodeWhatOneDecodes() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (int seed = 0; seed < THREADS; seed++) {
      files.addAll(TestPictures.everyFormat(seed).values());
    }
    List<Image> serial = decodeAll(files);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<Image>>> parallel = new ArrayList<>();
      for (int i = 0; i < 5 * THREADS; i++) {
        parallel.add(threads.submit(() -> decodeAll(files)));
      }
      for (Future<List<Image>> images : parallel) {
        assertThat(images.get()).isEqualTo(serial);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Image> decodeAll(List<byte[]> files) {
    return files.stream().map(Images::decode).toList();
  }
}
