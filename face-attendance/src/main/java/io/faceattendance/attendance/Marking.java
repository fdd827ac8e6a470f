package io.faceattendance.attendance;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.AttendanceReport.PresentPerson;
import io.faceattendance.attendance.internal.AttendanceStore;
import io.faceattendance.attendance.internal.Fact;
import io.faceattendance.match.Identification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** From the faces of photos to who is present. */
final class Marking {
  private Marking() {}

  /** All faces of one photo after the other, of at least one. */
  static List<IdentifiedFace> identify(Faces faces, Gallery gallery, Stream<Image> photos) {
    List<IdentifiedFace> identified = new ArrayList<>();
    AtomicInteger count = new AtomicInteger();
    // Not by an iterator: behind a flatMap it would hold many photos.
    photos
        .sequential()
        .forEachOrdered(
            photo -> {
              List<AnalyzedFace> found = faces.all(photo);
              identified.addAll(identify(gallery.current(), count.getAndIncrement(), found));
            });
    if (count.get() == 0) {
      throw new IllegalArgumentException("expected at least one photo, got none");
    }
    return identified;
  }

  /** All faces of one photo; a person gets at most one of them. */
  private static List<IdentifiedFace> identify(
      Gallery.Loaded gallery, int photo, List<AnalyzedFace> faces) {
    List<Embedding> embeddings = faces.stream().flatMap(face -> face.embedding().stream()).toList();
    Iterator<Identification> answers = gallery.matcher().identifyAll(embeddings).iterator();
    List<IdentifiedFace> identified = new ArrayList<>();
    for (AnalyzedFace face : faces) {
      Optional<Identification> answer =
          face.embedding().isPresent() ? Optional.of(answers.next()) : Optional.empty();
      Optional<Person> person =
          answer.flatMap(Marking::known).flatMap(known -> gallery.person(known.person()));
      identified.add(new IdentifiedFace(photo, face.face(), person, answer, face.findings()));
    }
    return identified;
  }

  private static Optional<Identification.Known> known(Identification answer) {
    return answer instanceof Identification.Known known ? Optional.of(known) : Optional.empty();
  }

  /** Records the best face of each person. */
  static AttendanceReport record(
      AttendanceStore store, SessionId session, Instant at, List<IdentifiedFace> faces) {
    Map<PersonId, IdentifiedFace> best = new TreeMap<>();
    for (IdentifiedFace face : faces) {
      face.person().ifPresent(person -> best.merge(person.id(), face, Marking::better));
    }
    List<IdentifiedFace> known = List.copyOf(best.values());
    List<Fact> facts = known.stream().map(face -> fact(face, at)).toList();
    List<Fact.Outcome> outcomes = store.record(session, facts);
    List<PresentPerson> present = new ArrayList<>();
    Set<Person> gone = new HashSet<>();
    for (int i = 0; i < known.size(); i++) {
      Person person = known.get(i).person().orElseThrow();
      if (outcomes.get(i) == Fact.Outcome.NO_SUCH_PERSON) {
        gone.add(person);
      } else {
        boolean before = outcomes.get(i) == Fact.Outcome.KNOWN;
        present.add(new PresentPerson(person, evidence(known.get(i)), before));
      }
    }
    List<IdentifiedFace> named = faces.stream().map(face -> without(gone, face)).toList();
    return new AttendanceReport(session, at, named, present);
  }

  private static IdentifiedFace better(IdentifiedFace first, IdentifiedFace second) {
    return evidence(second).similarity() > evidence(first).similarity() ? second : first;
  }

  private static Fact fact(IdentifiedFace face, Instant at) {
    return new Fact(face.person().orElseThrow().id(), Fact.Kind.PRESENT, at, evidence(face));
  }

  private static Evidence evidence(IdentifiedFace face) {
    Identification answer = face.identification().orElseThrow();
    return new Evidence(
        answer.similarity().orElseThrow(),
        answer.threshold().similarity(),
        face.photo(),
        face.face().box());
  }

  private static IdentifiedFace without(Set<Person> gone, IdentifiedFace face) {
    return face.person().filter(gone::contains).isEmpty()
        ? face
        : new IdentifiedFace(
            face.photo(), face.face(), Optional.empty(), face.identification(), face.findings());
  }
}
