package io.faceattendance.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolledPerson;
import io.faceattendance.attendance.KeyProvider;
import io.faceattendance.attendance.Person;
import io.faceattendance.match.TemplateScoring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory that an earlier version made is brought up to date when it is opened. */
class MigrationTest {
  private static final Person ADA = Person.of("s-1", "Ada");

  @TempDir Path folder;

  @Test
  void keepsThePeopleOfTheFirstSchema() throws IOException {
    UUID storeId = UUID.randomUUID();
    Template template = StoreFixture.template(ADA.id(), 1);
    makeFirstSchema(storeId, template);
    try (AttendanceStore store = StoreFixture.open(folder)) {
      assertThat(store.id()).isEqualTo(storeId);
      assertThat(store.people()).containsExactly(new EnrolledPerson(ADA, 1));
      assertThat(store.templates()).containsExactly(template);
      assertThat(store.galleryVersion()).isEqualTo(7);
      assertThat(store.heads().basis()).isEqualTo(new HeadBasis(0, 0));
      assertThat(store.heads().status(TemplateScoring.BEST)).isEmpty();
      assertThat(store.calibrations().find(StoreFixture.SPACE)).isEmpty();
      StoreFixture.enrol(store, Person.of("s-2", "Bob"), 1);
      assertThat(store.heads().put(StoreFixture.head(store), new byte[10], store.heads().basis()))
          .isTrue();
      assertThat(store.remove(PersonId.of("s-1")).orElseThrow().receipt().headDeleted()).isTrue();
    }
  }

  private void makeFirstSchema(UUID storeId, Template template) throws IOException {
    Path data = StoreFixture.data(folder);
    OwnerOnly.createFolders(data);
    Path file = data.resolve(AttendanceStore.FILE);
    KeyProvider keys = StoreFixture.keys(folder);
    StoreKey key = StoreIdentity.newKey(keys, data, storeId);
    Duration patience = Duration.ofSeconds(1);
    Schema.configured(Database.source(file, patience)).target("1").load().migrate();
    try (Database database = Database.open(Database.source(file, patience))) {
      StoreIdentity.insert(database, storeId, key, StoreFixture.NOON);
      TemplateContext context = new TemplateContext(template.id(), ADA.id(), StoreFixture.SPACE, 1);
      SealedTemplate sealed =
          new TemplateCipher(key.templates()).seal(context, template.embedding());
      database.write(
          handle -> {
            GallerySql.insertPerson(handle, ADA, StoreFixture.NOON);
            GallerySql.insertTemplate(handle, sealed, StoreFixture.NOON);
            return handle.execute("UPDATE gallery_state SET version = 7");
          });
    }
  }
}
