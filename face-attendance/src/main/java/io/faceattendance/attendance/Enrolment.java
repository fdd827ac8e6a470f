package io.faceattendance.attendance;

import io.faceattendance.Embedding;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.attendance.EnrolmentResult.Inconsistency;
import io.faceattendance.attendance.EnrolmentResult.Refusal;
import io.faceattendance.attendance.EnrolmentResult.RefusedPhoto;
import io.faceattendance.attendance.internal.Resemblance;
import io.faceattendance.attendance.internal.Template;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.Identification;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.DoubleStream;

/** Decides which photos of a person become templates. */
final class Enrolment {
  private static final double DOUBLES = 0.1;

  private final Person person;
  private final EnrolmentOptions options;
  private final List<RefusedPhoto> unusable = new ArrayList<>();
  private final Map<Integer, Embedding> faces = new LinkedHashMap<>();
  private final int photos;

  private Enrolment(Person person, EnrolmentOptions options, int photos) {
    this.person = person;
    this.options = options;
    this.photos = photos;
  }

  /** Finds the person's face in each photo, which takes the time; nothing is decided yet. */
  static Enrolment read(Faces faces, Person person, List<Image> photos, EnrolmentOptions options) {
    Enrolment enrolment = new Enrolment(person, options, photos.size());
    for (int photo = 0; photo < photos.size(); photo++) {
      Faces.Found found = faces.toEnrol(photos.get(photo), options.choice());
      if (found instanceof Faces.Found.One one) {
        enrolment.faces.put(photo, one.embedding());
      } else if (found instanceof Faces.Found.None none) {
        enrolment.unusable.add(unusable(photo, none));
      }
    }
    return enrolment;
  }

  /** Decides with the people as they are now; has no effect, so that it can be repeated. */
  Gallery.Decision<EnrolmentResult> decide(Gallery.Loaded gallery, int templatesBefore) {
    Optional<Person> known = gallery.person(person.id());
    if (known.isPresent() && !known.get().equals(person)) {
      return nothing(templatesBefore, allRefusedForTheName());
    }
    List<RefusedPhoto> refused = new ArrayList<>(unusable);
    List<Resemblance> overridden = new ArrayList<>();
    Map<Integer, Embedding> accepted = new LinkedHashMap<>();
    faces.forEach(
        (photo, face) -> {
          Optional<Resemblance> other = resembling(gallery.matcher(), face);
          if (other.isPresent() && !options.allowResemblance()) {
            refused.add(resembles(photo, other.get()));
          } else {
            other.ifPresent(overridden::add);
            accepted.put(photo, face);
          }
        });
    EnrolmentResult result =
        new EnrolmentResult(
            person,
            accepted.size(),
            templatesBefore + accepted.size(),
            refused,
            inconsistent(gallery.matcher(), accepted));
    List<Template> templates = accepted.values().stream().map(this::template).toList();
    return new Gallery.Decision<>(person, templates, overridden, result);
  }

  private Gallery.Decision<EnrolmentResult> nothing(int templates, List<RefusedPhoto> refused) {
    EnrolmentResult result = new EnrolmentResult(person, 0, templates, refused, List.of());
    return new Gallery.Decision<>(person, List.of(), List.of(), result);
  }

  private List<RefusedPhoto> allRefusedForTheName() {
    List<RefusedPhoto> refused = new ArrayList<>();
    for (int photo = 0; photo < photos; photo++) {
      refused.add(
          refused(
              photo,
              Refusal.NAME_DIFFERS,
              "the id %s is enrolled under another name: use that name, another id, or remove first"
                  .formatted(person.id())));
    }
    return refused;
  }

  private Template template(Embedding face) {
    return new Template(UUID.randomUUID(), person.id(), face);
  }

  /** Somebody else whom the face may be of. */
  private Optional<Resemblance> resembling(FaceMatcher matcher, Embedding face) {
    Identification answer = matcher.identify(face);
    if (answer instanceof Identification.Known known && known.person().equals(person.id())) {
      return Optional.empty();
    }
    Threshold threshold = threshold(matcher);
    return matcher.gallery().search(face, 2).stream()
        .filter(candidate -> !candidate.person().equals(person.id()))
        .filter(candidate -> candidate.similarity() >= threshold.similarity())
        .findFirst()
        .map(Enrolment::resemblance);
  }

  // At the rate of a search, one new person in a hundred would be sent away as a double.
  private static Threshold threshold(FaceMatcher matcher) {
    MatchPolicy policy = matcher.policy();
    return policy
        .withTargetFpir(policy.targetFpir() * DOUBLES)
        .identification(matcher.gallery().size());
  }

  private static Resemblance resemblance(Candidate candidate) {
    return new Resemblance(candidate.person(), candidate.similarity());
  }

  private static RefusedPhoto resembles(int photo, Resemblance other) {
    return new RefusedPhoto(
        photo,
        Refusal.RESEMBLES_ANOTHER_PERSON,
        "the face resembles that of %s (cosine %.3f), who is enrolled already"
            .formatted(other.other(), other.similarity()),
        Optional.of(other.other()),
        List.of());
  }

  private static RefusedPhoto refused(int photo, Refusal reason, String message) {
    return new RefusedPhoto(photo, reason, message, Optional.empty(), List.of());
  }

  private static RefusedPhoto unusable(int photo, Faces.Found.None none) {
    return new RefusedPhoto(
        photo, none.reason(), none.message(), Optional.empty(), none.findings());
  }

  private List<Inconsistency> inconsistent(FaceMatcher matcher, Map<Integer, Embedding> accepted) {
    double threshold = matcher.policy().verification().similarity();
    List<Inconsistency> found = new ArrayList<>();
    accepted.forEach(
        (photo, face) -> {
          OptionalDouble best = bestOther(matcher, face, accepted);
          if (best.isPresent() && best.getAsDouble() < threshold) {
            found.add(new Inconsistency(photo, best.getAsDouble(), threshold));
          }
        });
    return found;
  }

  private OptionalDouble bestOther(
      FaceMatcher matcher, Embedding face, Map<Integer, Embedding> accepted) {
    PersonId id = person.id();
    DoubleStream before = matcher.gallery().similarity(id, face).stream();
    DoubleStream now =
        accepted.values().stream().filter(other -> other != face).mapToDouble(face::cosine);
    return DoubleStream.concat(before, now).max();
  }
}
