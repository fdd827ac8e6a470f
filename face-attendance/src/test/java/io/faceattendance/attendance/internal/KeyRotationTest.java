package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.store.AttendanceStore;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.InMemoryStore;
import io.faceattendance.attendance.store.SealedRow;
import io.faceattendance.attendance.store.StoreHeader;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.TemplateScoring;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
  private static final Person ADA = Person.of("s-1", "Ada");
  private static final byte[] TEXT = "a text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** Which storage: for a folder always the same. */
  StoreLocation location(Path below) {
    return StoreFixture.sqlite(below);
  }

  /** Whether these bytes stand anywhere in the files of the storage. */
  boolean isInAFile(byte[] trace) throws IOException {
    return StoreFixture.isInAFile(folder, trace);
  }

  @BeforeEach
  void fill() {
    try (Vault vault = open()) {
      StoredPerson ada = StoreFixture.enrol(vault, ADA, 3);
      HeadStore heads = new HeadStore(vault);
      assertThat(heads.put(StoreFixture.head(vault), TEXT, heads.basis())).isTrue();
      new CalibrationStore(vault).put(CalibrationStoreTest.table(), 0.02);
      vault
          .rows()
          .commit(
              vault
                  .change()
                  .put(vault.seal(ada.key(), SealedRow.NOTE, "label", TEXT))
                  .put(vault.seal(ada.key(), SealedRow.PICTURE, "image/jpeg", TEXT))
                  .build());
    }
  }

  /** With the key in its file, as is the default. */
  private Vault open() {
    return StoreFixture.open(location(folder), keys());
  }

  private KeyProvider keys() {
    return StoreFixture.keys(folder);
  }

  private static void assertWhole(Vault vault) {
    PeopleStore people = new PeopleStore(vault);
    assertThat(people.templates(ADA.id()))
        .extracting(Template::embedding)
        .usingElementComparator((a, b) -> a.cosine(b) > 1 - 1e-6 ? 0 : 1)
        .containsExactly(
            StoreFixture.embedding(0), StoreFixture.embedding(1), StoreFixture.embedding(2));
    for (String kind : List.of(SealedRow.NOTE, SealedRow.PICTURE)) {
      assertThat(vault.open(vault.rows().sealed(kind, Optional.empty()).get(0))).isEqualTo(TEXT);
    }
    HeadStore heads = new HeadStore(vault);
    assertThat(heads.openInUse(TemplateScoring.BEST, (row, bytes) -> bytes.clone()))
        .as("the head of the same people")
        .contains(TEXT);
    assertThat(heads.wish()).isPresent();
    assertThat(heads.isUpToDate()).isTrue();
    assertThat(new CalibrationStore(vault).find(StoreFixture.SPACE)).isPresent();
    assertThat(AuditVerification.of(vault).intact()).isTrue();
  }

  private static List<String> ciphertexts(Vault vault) {
    List<String> all = new ArrayList<>();
    for (String kind : SealedRow.KINDS) {
      vault
          .rows()
          .sealed(kind, Optional.empty())
          .forEach(row -> all.add(row.id() + " " + row.createdAt() + " " + row.ciphertext().hex()));
    }
    for (DocumentRow document : vault.rows().documents("")) {
      all.add(document.name() + " " + document.content().hex());
    }
    return all;
  }

  @Test
  void encryptsEverythingAnewAndLeavesNoByteThatTheOldKeyOpens() throws IOException {
    try (Vault vault = open()) {
      List<String> before = ciphertexts(vault);
      List<byte[]> bytes =
          vault.rows().sealed(SealedRow.TEMPLATE, Optional.empty()).stream()
              .map(row -> row.ciphertext().toArray())
              .toList();
      assertThat(vault.rotate(keys().next())).isEqualTo(before.size());
      assertThat(ciphertexts(vault)).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
      for (byte[] trace : bytes) {
        assertThat(isInAFile(trace)).isFalse();
      }
      assertWhole(vault);
      StoreFixture.enrol(vault, Person.of("s-2", "Bob"), 1);
    }
    try (Vault vault = open()) {
      assertThat(new PeopleStore(vault).templates()).hasSize(4);
    }
  }

  @Test
  void theOldKeyIsKeptAndOpensNothingAnyMore() throws IOException {
    String file = onlyKey();
    byte[] first = Files.readAllBytes(key(file));
    try (Vault vault = open()) {
      vault.rotate(keys().next());
      vault.rotate(keys().next());
    }
    assertThat(names()).containsExactly(file, file + ".old", file + ".old.2");
    assertThat(Files.readAllBytes(key(file + ".old"))).isEqualTo(first);
    assertThat(StoreFixture.filesOf(folder.resolve("keys")))
        .allSatisfy(
            one ->
                assertThat(Files.getPosixFilePermissions(one))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    assertThatThrownBy(
            () -> StoreFixture.open(location(folder), KeyProvider.ofFile(key(file + ".old"))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("got another one");
    open().close();
  }

  /** The states in which a program can be killed, one after the other. */
  @Test
  void losesNothingWhateverIsInterrupted() throws IOException {
    String file = onlyKey();
    KeyProvider next = keys().next();
    KeyProvider.Request request;
    try (Vault vault = open()) {
      request = new KeyProvider.Request(vault.id(), "test", Optional.empty(), true);
    }
    byte[] chosen = next.key(request); // killed after the next key was written
    assertThat(names()).containsExactly(file, file + ".next");
    try (Vault vault = open()) {
      assertWhole(vault);
      vault.rotate(KeyProvider.of(chosen)); // killed after the store has the key
    }
    assertThat(names()).containsExactly(file, file + ".next");
    KeyFile.keepOld(key(file)); // killed after the old key was kept
    assertThat(names()).containsExactly(file, file + ".next", file + ".old");
    try (Vault vault = open()) { // which completes it
      assertWhole(vault);
    }
    assertThat(names()).containsExactly(file, file + ".old");
    try (Vault vault = open()) {
      assertWhole(vault);
    }
  }

  @Test
  void aKeyLeftFromARotationThatDidNotHappenIsTakenByTheNextOne() throws IOException {
    String file = onlyKey();
    try (Vault vault = open()) {
      keys().next().key(new KeyProvider.Request(vault.id(), "test", Optional.empty(), true));
      byte[] left = Files.readAllBytes(key(file + ".next"));
      vault.rotate(keys().next());
      assertThat(Files.readAllBytes(key(file))).isEqualTo(left);
      assertWhole(vault);
    }
  }

  @Test
  void aKeyOfOneFileIsReplacedInThatFile() {
    Path file = folder.resolve("my.key");
    Path other = folder.resolve("other");
    KeyProvider one = KeyProvider.ofFile(file);
    try (Vault vault = StoreFixture.open(location(other), one)) {
      vault.rotate(one.next());
    }
    assertThat(file.resolveSibling("my.key.old")).exists();
    assertThat(file.resolveSibling("my.key.next")).doesNotExist();
    StoreFixture.open(location(other), one).close();
  }

  @Test
  void aKeyInAnotherFileStaysInThatFile() throws IOException {
    Path other = folder.resolve("other.key");
    KeyProvider next = KeyProvider.ofFile(other);
    try (Vault vault = open()) {
      vault.rotate(next);
      next.adopted(new KeyProvider.Request(vault.id(), "test", Optional.empty(), false));
      assertWhole(vault);
    }
    assertThat(other.resolveSibling("other.key.old")).doesNotExist();
    try (Vault vault = StoreFixture.open(location(folder), next)) {
      assertWhole(vault);
    }
  }

  @Test
  void adoptingAgainDoesNothingMoreWhoeverDidItBefore() throws IOException {
    String file = onlyKey();
    KeyProvider next = keys().next();
    try (Vault vault = open()) {
      KeyProvider.Request request =
          new KeyProvider.Request(vault.id(), "test", Optional.empty(), true);
      vault.rotate(KeyProvider.of(next.key(request))); // not yet adopted
      open().close(); // which adopts it
      assertThat(names()).containsExactly(file, file + ".old");
      next.adopted(request);
      next.adopted(request);
    }
    assertThat(names()).containsExactly(file, file + ".old");
    open().close();
  }

  @Test
  void givesUpIfOthersChangeTheStoreAgainAndAgain() {
    InMemoryStore memory = new InMemoryStore();
    StoreFixture.open(memory, StoreFixture.key(1)).close();
    try (AttendanceStore raw = memory.open(memory.peek().orElseThrow());
        Vault vault = StoreFixture.open(changing(memory, raw), StoreFixture.key(1))) {
      assertThatThrownBy(() -> vault.rotate(StoreFixture.key(2)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("stop the other programs");
    }
    StoreFixture.open(memory, StoreFixture.key(1)).close();
  }

  /** A place whose store is changed by somebody else whenever its documents are read. */
  private static StoreLocation changing(StoreLocation location, AttendanceStore raw) {
    return proxy(
        StoreLocation.class,
        location,
        (name, result) ->
            name.equals("open")
                ? proxy(AttendanceStore.class, result, (read, rows) -> changed(raw, read, rows))
                : result);
  }

  private static Object changed(AttendanceStore raw, String read, Object rows) {
    if (read.equals("documents")) {
      StoreHeader header = raw.header();
      raw.commit(
          Commit.builder(
                  (head, entry) -> {
                    throw new AssertionError("no entry");
                  })
              .header(header)
              .build());
    }
    return rows;
  }

  private static <T> T proxy(
      Class<T> type, Object target, BiFunction<String, Object, Object> after) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          Object result = method.invoke(target, arguments);
          return result == null ? result : after.apply(method.getName(), result);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void aKeyOfTheApplicationIsReplacedByTheApplication() {
    assertThatThrownBy(() -> StoreFixture.key(1).next()).isInstanceOf(StoreException.class);
    try (Vault vault = open()) {
      vault.rotate(StoreFixture.key(2));
      assertWhole(vault);
    }
    try (Vault vault = StoreFixture.open(location(folder), StoreFixture.key(2))) {
      assertWhole(vault);
    }
  }

  @Test
  void thePresentKeyIsNoNewOne() {
    try (Vault vault = open()) {
      List<String> before = ciphertexts(vault);
      assertThatThrownBy(() -> vault.rotate(keys()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("expected another key");
      assertThat(ciphertexts(vault)).isEqualTo(before);
    }
  }

  @Test
  void aWrongKeyChangesNoByteOfTheDirectory() throws IOException {
    try (Vault vault = open()) {
      vault.rotate(keys().next());
    }
    Map<Path, byte[]> before = contents();
    assertThatThrownBy(() -> StoreFixture.open(location(folder), StoreFixture.key(9)))
        .isInstanceOf(StoreException.class);
    Map<Path, byte[]> after = contents();
    before.forEach((file, bytes) -> assertThat(after.get(file)).as("%s", file).isEqualTo(bytes));
  }

  @Test
  void anotherOpenVaultRefusesToGoOn() {
    try (Vault rotating = open();
        Vault stale = open()) {
      SealedRow before = stale.rows().sealed(SealedRow.NOTE, Optional.empty()).get(0);
      rotating.rotate(keys().next());
      assertRotated(() -> stale.rows().version());
      assertRotated(() -> stale.rows().header());
      assertRotated(() -> new PeopleStore(stale).templates());
      assertRotated(() -> stale.document(AuditKeys.DOCUMENT));
      assertRotated(() -> new CalibrationStore(stale).put(CalibrationStoreTest.table(), 0.1));
      assertRotated(
          () ->
              stale
                  .rows()
                  .commit(
                      stale.change().audit(stale.audit("x", Optional.empty(), Map.of())).build()));
      assertRotated(() -> stale.rotate(StoreFixture.key(3)));
      assertThat(rotating.open(before)).as("read before the rotation").isEqualTo(TEXT);
      assertWhole(rotating);
    }
  }

  private static void assertRotated(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(StoreException.class).hasMessageContaining("rotated");
  }

  @Test
  void nothingIsWrittenThatTheKeyCannotOpen() {
    try (Vault vault = open()) {
      DocumentRow before = vault.seal("policy/x", TEXT);
      vault.rotate(keys().next());
      assertThatThrownBy(() -> vault.rows().commit(vault.change().put(before).build()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("present key");
      assertThat(vault.document("policy/x")).isEmpty();
    }
  }

  @Test
  void othersWriteWhileTheKeyIsRotated() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Vault vault = open()) {
      AtomicBoolean ended = new AtomicBoolean();
      Future<Integer> writing = threads.submit(() -> write(vault, ended));
      for (int key = 2; key < 6; key++) {
        vault.rotate(StoreFixture.key(key));
      }
      ended.set(true);
      int written = writing.get();
      assertThat(vault.rows().documents("policy/")).hasSize(written);
      for (DocumentRow document : vault.rows().documents("policy/")) {
        assertThat(vault.open(document)).isEqualTo(TEXT);
      }
      assertThat(AuditVerification.of(vault).intact()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many documents were written; one that met a rotation is refused. */
  private static int write(Vault vault, AtomicBoolean ended) {
    int written = 0;
    for (int i = 0; !ended.get() || written == 0; i++) {
      try {
        vault.rows().commit(vault.change().put(vault.seal("policy/" + i, TEXT)).build());
        written++;
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining("rotated");
      }
    }
    return written;
  }

  private String onlyKey() throws IOException {
    assertThat(names()).hasSize(1);
    return names().get(0);
  }

  private Path key(String name) {
    return folder.resolve("keys").resolve(name);
  }

  private List<String> names() throws IOException {
    return StoreFixture.filesOf(folder.resolve("keys")).stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }

  private Map<Path, byte[]> contents() throws IOException {
    Map<Path, byte[]> contents = new TreeMap<>();
    for (Path file : StoreFixture.filesOf(folder)) {
      contents.put(file, Files.readAllBytes(file));
    }
    return contents;
  }
}
