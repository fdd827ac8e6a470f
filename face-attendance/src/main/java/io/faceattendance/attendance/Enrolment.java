package io.faceattendance.attendance;

import io.faceattendance.Embedding;
import io.faceattendance.Image;
import io.faceattendance.attendance.EnrolmentResult.Inconsistency;
import io.faceattendance.attendance.EnrolmentResult.Refusal;
import io.faceattendance.attendance.EnrolmentResult.RefusedPhoto;
import io.faceattendance.attendance.EnrolmentResult.Suspicion;
import io.faceattendance.attendance.internal.Resemblance;
import io.faceattendance.attendance.internal.Resemblance.Kind;
import io.faceattendance.attendance.internal.StoredPerson;
import io.faceattendance.attendance.internal.Template;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.Threshold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;

/** Decides which photos of a person become templates. */
final class Enrolment {
  private final Person person;
  private final EnrolmentOptions options;
  private final List<RefusedPhoto> unusable = new ArrayList<>();
  private final Map<Integer, Embedding> faces = new LinkedHashMap<>();
  private final Map<Integer, Image> pictures = new HashMap<>();
  private final int photos;

  private Enrolment(Person person, EnrolmentOptions options, int photos) {
    this.person = person;
    this.options = options;
    this.photos = photos;
  }

  /** Without looking at the photos. */
  static Enrolment unread(Person person, EnrolmentOptions options, int photos) {
    return new Enrolment(person, options, photos);
  }

  /**
   * Finds the person's face in each photo, which takes the time; nothing is decided yet.
   *
   * @param keepsPictures whether pictures of the faces are kept
   */
  static Enrolment read(
      Faces faces,
      Person person,
      List<Image> photos,
      EnrolmentOptions options,
      boolean keepsPictures) {
    Enrolment enrolment = new Enrolment(person, options, photos.size());
    for (int photo = 0; photo < photos.size(); photo++) {
      Faces.Found found = faces.toEnrol(photos.get(photo), options.choice());
      if (found instanceof Faces.Found.One one) {
        enrolment.faces.put(photo, one.embedding());
        if (keepsPictures) {
          enrolment.pictures.put(photo, FaceCrop.of(photos.get(photo), one.face().box()));
        }
      } else if (found instanceof Faces.Found.None none) {
        enrolment.unusable.add(unusable(photo, none));
      }
    }
    return enrolment;
  }

  /**
   * Decides with the people as they are now; has no effect, so that it can be repeated.
   *
   * @param before the person's templates so far
   * @param mostTemplates how many a person may have
   */
  Gallery.Decision<EnrolmentResult> decide(
      Gallery.Loaded gallery, List<Template> before, int mostTemplates) {
    if (gallery.lacksConsent(person)) {
      return withoutConsent(before.size());
    }
    Optional<Person> known = gallery.person(person.id()).map(StoredPerson::person);
    if (known.isPresent() && !known.get().name().equals(person.name())) {
      return nothing(
          before.size(),
          allRefused(
              Refusal.NAME_DIFFERS,
              "the id %s is enrolled under another name: use that name, another id, or remove first"
                  .formatted(person.id())));
    }
    Sorted sorted = sort(new Lookalikes(gallery.raw(), person.id()));
    int all = before.size() + sorted.accepted().size();
    int templates = Math.min(all, mostTemplates);
    EnrolmentResult result =
        new EnrolmentResult(
            person,
            sorted.accepted().size(),
            sorted.accepted().isEmpty() ? before.size() : templates,
            sorted.accepted().isEmpty() ? 0 : all - templates,
            sorted.refused(),
            sorted.suspicious(),
            sorted.overridden(),
            inconsistent(gallery.raw(), before, sorted.accepted()));
    List<Template> made = sorted.accepted().values().stream().map(this::template).toList();
    List<Image> kept =
        sorted.accepted().keySet().stream()
            .flatMap(photo -> Optional.ofNullable(pictures.get(photo)).stream())
            .toList();
    return new Gallery.Decision<>(person, made, kept, sorted.resembling(), result);
  }

  /** What becomes of each photo that has a face. */
  private record Sorted(
      Map<Integer, Embedding> accepted,
      List<RefusedPhoto> refused,
      List<Suspicion> suspicious,
      List<Suspicion> overridden,
      List<Resemblance> resembling) {}

  private Sorted sort(Lookalikes lookalikes) {
    Sorted sorted =
        new Sorted(
            new LinkedHashMap<>(),
            new ArrayList<>(unusable),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    faces.forEach(
        (photo, face) -> {
          Optional<Resemblance> found = lookalikes.of(face);
          boolean isDouble = found.filter(one -> one.kind() == Kind.OVERRIDDEN).isPresent();
          if (isDouble && !options.allowResemblance()) {
            sorted.refused().add(resembles(photo, found.get()));
            return;
          }
          sorted.accepted().put(photo, face);
          found.ifPresent(
              one -> {
                sorted.resembling().add(one);
                (isDouble ? sorted.overridden() : sorted.suspicious())
                    .add(suspicion(photo, one, lookalikes));
              });
        });
    return sorted;
  }

  private static Suspicion suspicion(int photo, Resemblance one, Lookalikes lookalikes) {
    Threshold from = one.kind() == Kind.OVERRIDDEN ? lookalikes.doubles() : lookalikes.search();
    return new Suspicion(photo, one.other(), one.similarity(), from.similarity());
  }

  /** All photos are refused, whatever they show. */
  Gallery.Decision<EnrolmentResult> withoutConsent(int templates) {
    return nothing(
        templates,
        allRefused(
            Refusal.NO_CONSENT,
            "there is no consent of %s that holds: record one first".formatted(person.id())));
  }

  private Gallery.Decision<EnrolmentResult> nothing(int templates, List<RefusedPhoto> refused) {
    EnrolmentResult result =
        new EnrolmentResult(person, 0, templates, 0, refused, List.of(), List.of(), List.of());
    return new Gallery.Decision<>(person, List.of(), List.of(), List.of(), result);
  }

  private List<RefusedPhoto> allRefused(Refusal reason, String message) {
    return IntStream.range(0, photos).mapToObj(photo -> refused(photo, reason, message)).toList();
  }

  private Template template(Embedding face) {
    return new Template(UUID.randomUUID(), person.id(), face);
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

  private List<Inconsistency> inconsistent(
      FaceMatcher matcher, List<Template> before, Map<Integer, Embedding> accepted) {
    double threshold = matcher.policy().verification().similarity();
    List<Embedding> all = new ArrayList<>(before.stream().map(Template::embedding).toList());
    all.addAll(accepted.values());
    List<Inconsistency> found = new ArrayList<>();
    accepted.forEach(
        (photo, face) -> unlike(face, all, threshold, OptionalInt.of(photo)).ifPresent(found::add));
    // Of two that are unlike each other, the one at hand is reported.
    if (!accepted.isEmpty() && all.size() > 2) {
      for (Template one : before) {
        unlike(one.embedding(), all, threshold, OptionalInt.empty()).ifPresent(found::add);
      }
    }
    return found;
  }

  // Half of the others and not one: two photos of somebody else resemble each other.
  private static Optional<Inconsistency> unlike(
      Embedding face, List<Embedding> all, double threshold, OptionalInt photo) {
    double[] others =
        all.stream().filter(other -> other != face).mapToDouble(face::cosine).sorted().toArray();
    if (others.length == 0) {
      return Optional.empty();
    }
    double median = others[others.length / 2];
    return median < threshold
        ? Optional.of(new Inconsistency(photo, median, threshold))
        : Optional.empty();
  }
}
