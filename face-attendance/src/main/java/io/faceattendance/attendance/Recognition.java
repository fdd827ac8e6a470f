package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.internal.AttendanceStore;
import io.faceattendance.match.Verification;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What needs models: the faces of photos and the people whom they are compared with. */
record Recognition(
    AttendanceStore store,
    Faces faces,
    Gallery gallery,
    EmbeddingSpace space,
    boolean byLandmarks,
    int mostTemplates) {

  static Recognition open(
      Owned owned,
      AttendanceStore store,
      AttendanceOptions options,
      FaceModels models,
      HeadTraining heads,
      Runnable staleHead) {
    FaceDetector detector = models.openDetector();
    owned.onClose(detector::close);
    FaceEmbedder embedder = models.openEmbedder(detector);
    owned.onClose(embedder::close);
    Gallery gallery = Gallery.open(store, embedder.space(), options, heads, staleHead);
    return new Recognition(
        store,
        new Faces(detector, embedder, options.gates()),
        gallery,
        embedder.space(),
        embedder.aligner().needsLandmarks(),
        options.templates().perPerson());
  }

  EnrolmentResult enrol(Person person, List<Image> photos, EnrolmentOptions options) {
    Enrolment enrolment = Enrolment.read(faces, person, photos, options);
    return gallery.enrol(
        people -> enrolment.decide(people, store.templates(person.id()), mostTemplates));
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
    return Marking.identify(faces, gallery, photos);
  }

  ClaimReport claim(
      SessionId session, PersonId claimed, Image photo, Instant at, FaceChoice choice) {
    Faces.Found.One one = faces.toRecognise(photo, choice).orThrow();
    return Claims.record(store, gallery.current(), session, claimed, one, at);
  }
}
