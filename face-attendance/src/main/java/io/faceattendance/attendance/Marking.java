package io.faceattendance.attendance;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.Register.Recorded;
import io.faceattendance.attendance.internal.StoredPerson;
import io.faceattendance.attendance.rules.Answer;
import io.faceattendance.attendance.rules.AttendanceEvent;
import io.faceattendance.attendance.rules.Status;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.match.Identification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** From the faces of photos to who is present. */
final class Marking {
  private final Recorder recorder;
  private final Session session;
  private final Instant at;
  private final Direction direction;

  Marking(Recorder recorder, Session session, Instant at, Direction direction) {
    this.recorder = recorder;
    this.session = session;
    this.at = at;
    this.direction = direction;
  }

  /**
   * A face that was looked at.
   *
   * @param face what is said about it
   * @param key the key of the person who is named, as the gallery knew it at that moment
   */
  record Seen(IdentifiedFace face, Optional<UUID> key) {}

  /** All faces of one photo after the other, of at least one. */
  static List<Seen> identify(
      Faces faces, Gallery gallery, Stream<Image> photos, MarkPictures pictures) {
    List<Seen> identified = new ArrayList<>();
    AtomicInteger count = new AtomicInteger();
    // Not by an iterator: behind a flatMap it would hold many photos.
    photos
        .sequential()
        .forEachOrdered(
            photo -> {
              List<AnalyzedFace> found = faces.all(photo);
              List<Seen> seen = identify(gallery.current(), count.getAndIncrement(), found);
              pictures.offer(photo, seen);
              identified.addAll(seen);
            });
    if (count.get() == 0) {
      throw new IllegalArgumentException("expected at least one photo, got none");
    }
    return identified;
  }

  /** All faces of one photo; a person gets at most one of them. */
  private static List<Seen> identify(Gallery.Loaded gallery, int photo, List<AnalyzedFace> faces) {
    List<Embedding> embeddings = faces.stream().flatMap(face -> face.embedding().stream()).toList();
    Iterator<Identification> answers = gallery.matcher().identifyAll(embeddings).iterator();
    List<Seen> identified = new ArrayList<>();
    for (AnalyzedFace face : faces) {
      Optional<Identification> answer =
          face.embedding().isPresent() ? Optional.of(answers.next()) : Optional.empty();
      Optional<StoredPerson> person =
          answer.flatMap(Marking::known).flatMap(known -> gallery.person(known.person()));
      IdentifiedFace named =
          new IdentifiedFace(
              photo, face.face(), person.map(StoredPerson::person), answer, face.findings());
      identified.add(new Seen(named, person.map(StoredPerson::key)));
    }
    return identified;
  }

  private static Optional<Identification.Known> known(Identification answer) {
    return answer instanceof Identification.Known known ? Optional.of(known) : Optional.empty();
  }

  /** Records the best face of each person. */
  AttendanceReport record(List<Seen> faces, MarkPictures pictures) {
    List<Seen> known = best(faces);
    List<AttendanceEvent> events = known.stream().map(this::event).toList();
    List<Recorder.Result> results =
        recorder.record(session, events, change -> pictures.addTo(change, events));
    List<PresentPerson> present = new ArrayList<>();
    List<PresentPerson> notCounted = new ArrayList<>();
    Set<UUID> gone = new HashSet<>();
    for (int i = 0; i < known.size(); i++) {
      Optional<Recorded> recorded = results.get(i).recorded();
      if (recorded.isEmpty()) {
        gone.add(known.get(i).key().orElseThrow());
      } else {
        boolean absent = recorded.get().attendance().status() == Status.ABSENT;
        (absent ? notCounted : present)
            .add(recognised(known.get(i), results.get(i).before(), recorded.get().answer()));
      }
    }
    List<IdentifiedFace> named = faces.stream().map(seen -> without(gone, seen)).toList();
    return new AttendanceReport(session.id(), at, named, present, notCounted);
  }

  /** By id; two of one id are somebody who was removed and somebody who got the id. */
  private static List<Seen> best(List<Seen> faces) {
    Map<UUID, Seen> best = new LinkedHashMap<>();
    for (Seen seen : faces) {
      seen.key().ifPresent(key -> best.merge(key, seen, Marking::better));
    }
    return best.values().stream().sorted(Comparator.comparing(Marking::id)).toList();
  }

  private static PersonId id(Seen seen) {
    return seen.face().person().orElseThrow().id();
  }

  private static Seen better(Seen first, Seen second) {
    double gain = evidence(second.face()).similarity() - evidence(first.face()).similarity();
    return gain > 0 ? second : first;
  }

  private static PresentPerson recognised(Seen seen, boolean before, Answer answer) {
    Person person = seen.face().person().orElseThrow();
    return new PresentPerson(person, evidence(seen.face()), before, answer);
  }

  private AttendanceEvent event(Seen seen) {
    return recorder.event(
        session,
        seen.key().orElseThrow(),
        Recorder.kind(direction),
        at,
        AttendanceEvent.Source.FACE,
        Optional.of(evidence(seen.face())));
  }

  static Evidence evidence(IdentifiedFace face) {
    Identification answer = face.identification().orElseThrow();
    return new Evidence(
        answer.similarity().orElseThrow(),
        answer.threshold().similarity(),
        face.photo(),
        face.face().box());
  }

  private static IdentifiedFace without(Set<UUID> gone, Seen seen) {
    IdentifiedFace face = seen.face();
    return seen.key().filter(gone::contains).isEmpty()
        ? face
        : new IdentifiedFace(
            face.photo(), face.face(), Optional.empty(), face.identification(), face.findings());
  }
}
