package io.faceattendance.attendance;

import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.AuditRow;
import io.faceattendance.attendance.store.StoreLocation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The parts of a facade that need no models, on any storage, in Berlin, with a clock to set. */
final class DomainFixture implements AutoCloseable {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Monday, 9:00 in Berlin. */
  static final Instant MONDAY_9 = Instant.parse("2026-11-23T08:00:00Z");

  private final Owned owned = new Owned();
  private Instant now = MONDAY_9;
  final Vault vault;
  final Roster roster;
  final Timetable timetable;
  final Register register;
  final Reports reports;

  private DomainFixture(StoreLocation location) {
    KeyProvider key = KeyProvider.of(new byte[KeyProvider.KEY_BYTES]);
    vault = Vault.open(location, key, new Settable(), true);
    owned.onClose(vault::close);
    Sessions sessions = new Sessions(vault, BERLIN);
    roster = new Roster(owned, vault);
    timetable = new Timetable(owned, vault, sessions);
    register = new Register(owned, vault, sessions);
    reports = new Reports(owned, vault, sessions);
  }

  static DomainFixture open(StoreLocation location) {
    return new DomainFixture(location);
  }

  void setClock(Instant instant) {
    now = instant;
  }

  /** The newest rows of the audit log, as action and details. */
  List<String> audit() {
    return vault.rows().audit(0, 1000).stream().map(DomainFixture::words).toList();
  }

  private static String words(AuditRow row) {
    return row.entry().action() + " " + row.entry().details();
  }

  void remove(String id) {
    vault
        .rows()
        .person(PersonId.of(id))
        .ifPresent(row -> vault.rows().commit(vault.change().removePerson(row.key()).build()));
  }

  @Override
  public void close() {
    owned.close();
  }

  private final class Settable extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
