package io.faceattendance.attendance.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.StoreFailedException;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedImportTest {
  private static final byte[] KEY = new byte[32];
  private static final int OPENING = 1;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void export() throws IOException {
    file = folder.resolve("term.archive");
    try (Vault source = FilledStore.open(new InMemoryStore(), 1)) {
      FilledStore.fill(source, 3, 800);
      ArchiveExport.run(source, file, KEY);
    }
  }

  @Test
  void isRecognisedWhereverItStopped() throws IOException {
    int commits = 0;
    boolean finished = false;
    while (!finished) {
      InMemoryStore location = new InMemoryStore();
      finished = importStoppingAfter(commits, location);
      try (Vault target = FilledStore.open(location, 2)) {
        if (finished) {
          assertThatCode(() -> ArchiveImport.requireFinished(target)).doesNotThrowAnyException();
        } else if (commits == 0) {
          ArchiveImport.run(target, file, KEY);
        } else {
          requireRefused(target);
        }
      }
      commits++;
    }
    assertThat(commits).isGreaterThan(5);
  }

  private boolean importStoppingAfter(int commits, InMemoryStore location) throws IOException {
    StoppingStore stopping = new StoppingStore(location, new AtomicInteger(OPENING + commits));
    try (Vault target = FilledStore.open(stopping, 2)) {
      ArchiveImport.run(target, file, KEY);
      return true;
    } catch (StoreFailedException e) {
      return false;
    }
  }

  private void requireRefused(Vault target) {
    assertThatThrownBy(() -> ArchiveImport.requireFinished(target))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("an import into this one is running or was interrupted");
    assertThatThrownBy(() -> ArchiveImport.run(target, file, KEY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("import the archive into a new one");
  }
}
