package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.EventStore;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.match.Verification;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What needs models: the faces of photos and the people whom they are compared with. */
record Recognition(
    PeopleStore people,
    EventStore events,
    Faces faces,
    Gallery gallery,
    EmbeddingSpace space,
    boolean byLandmarks,
    int mostTemplates) {

  static Recognition open(
      Owned owned,
      Vault vault,
      AttendanceOptions options,
      FaceModels models,
      HeadTraining heads,
      Runnable staleHead) {
    FaceDetector detector = models.openDetector();
    owned.onClose(detector::close);
    FaceEmbedder embedder = models.openEmbedder(detector);
    owned.onClose(embedder::close);
    Gallery gallery = Gallery.open(vault, embedder.space(), options, heads, staleHead);
    return new Recognition(
        new PeopleStore(vault),
        new EventStore(vault),
        new Faces(detector, embedder, options.gates()),
        gallery,
        embedder.space(),
        embedder.aligner().needsLandmarks(),
        options.templates().perPerson());
  }

  EnrolmentResult enrol(Person person, List<Image> photos, EnrolmentOptions options) {
    if (gallery.current().lacksConsent(person)) {
      return Enrolment.unread(person, options, photos.size())
          .withoutConsent(people.templates(person.id()).size())
          .result();
    }
    Enrolment enrolment = Enrolment.read(faces, person, photos, options);
    return gallery.enrol(
        now -> enrolment.decide(now, people.templates(person.id()), mostTemplates));
  }

  Verification verify(Image first, Image second, FaceChoice choice) {
    Faces.Found.One one = faces.toRecognise(first, choice).orThrow();
    Faces.Found.One other = faces.toRecognise(second, choice).orThrow();
    return gallery.current().matcher().verify(one.embedding(), other.embedding());
  }

  Verification verify(PersonId claimed, Image photo, FaceChoice choice) {
    Faces.Found.One one = faces.toRecognise(photo, choice).orThrow();
    return gallery.current().matcher().verify(claimed, one.embedding());
  }

  List<IdentifiedFace> identify(Stream<Image> photos) {
    return Marking.identify(faces, gallery, photos).stream().map(Marking.Seen::face).toList();
  }

  AttendanceReport mark(SessionId session, Stream<Image> photos, Instant at) {
    return Marking.record(events, session, at, Marking.identify(faces, gallery, photos));
  }

  ClaimReport claim(
      SessionId session, PersonId claimed, Image photo, Instant at, FaceChoice choice) {
    Faces.Found.One one = faces.toRecognise(photo, choice).orThrow();
    return Claims.record(events, gallery.current(), session, claimed, one, at);
  }
}
