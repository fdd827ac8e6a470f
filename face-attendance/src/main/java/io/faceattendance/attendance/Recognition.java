package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.Register.Direction;
import io.faceattendance.attendance.internal.PeopleStore;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.schedule.Session;
import io.faceattendance.match.Verification;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What needs models: the faces of photos and the people whom they are compared with. */
record Recognition(
    Vault vault,
    PeopleStore people,
    Recorder recorder,
    Faces faces,
    Gallery gallery,
    EmbeddingSpace space,
    boolean byLandmarks,
    int mostTemplates,
    AttendanceOptions.Pictures pictures) {

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
        vault,
        new PeopleStore(vault),
        new Recorder(vault, new Sessions(vault, options.zone())),
        new Faces(detector, embedder, options.gates()),
        gallery,
        embedder.space(),
        embedder.aligner().needsLandmarks(),
        options.templates().perPerson(),
        options.pictures());
  }

  static IllegalStateException missing() {
    return new IllegalStateException(
        "expected models, this was opened without: open it with AttendanceOptions.defaults()");
  }

  EnrolmentResult enrol(Person person, List<Image> photos, EnrolmentOptions options) {
    if (gallery.current().lacksConsent(person)) {
      return Enrolment.unread(person, options, photos.size())
          .withoutConsent(people.templates(person.id()).size())
          .result();
    }
    Enrolment enrolment = Enrolment.read(faces, person, photos, options, pictures.ofEnrolment());
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
    MarkPictures none = new MarkPictures(vault, false);
    return Marking.identify(faces, gallery, photos, none).stream().map(Marking.Seen::face).toList();
  }

  AttendanceReport mark(SessionId id, Stream<Image> photos, Instant at, Direction direction) {
    Session session = recorder.session(id, at);
    MarkPictures kept = new MarkPictures(vault, pictures.ofMarks());
    List<Marking.Seen> seen = Marking.identify(faces, gallery, photos, kept);
    AttendanceReport report = new Marking(recorder, session, at, direction).record(seen, kept);
    return report;
  }

  ClaimReport claim(
      SessionId id,
      PersonId claimed,
      Image photo,
      Instant at,
      FaceChoice choice,
      Direction direction) {
    Session session = recorder.session(id, at);
    Faces.Found.One one = faces.toRecognise(photo, choice).orThrow();
    Claims claims = new Claims(recorder, session, at, direction);
    MarkPictures kept = new MarkPictures(vault, pictures.ofMarks());
    ClaimReport report = claims.record(gallery.current(), claimed, photo, one, kept);
    return report;
  }
}
