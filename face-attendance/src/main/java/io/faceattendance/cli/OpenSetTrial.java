package io.faceattendance.cli;

import io.faceattendance.AnalyzedFace;
import io.faceattendance.Embedding;
import io.faceattendance.FaceEngine;
import io.faceattendance.FaceException;
import io.faceattendance.Image;
import io.faceattendance.PersonId;
import io.faceattendance.cli.ProtocolRow.Role;
import io.faceattendance.image.ImageLimits;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.FaceMatcher;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import io.faceattendance.match.evaluation.ProbeSearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;

/**
 * What became of a protocol's pictures: a gallery, and a search for every probe.
 *
 * @param templates how many pictures were enrolled
 * @param persons how many people they are of
 * @param withoutFace the rows in whose pictures no face was found that can be embedded
 * @param threshold the policy's threshold for that gallery
 * @param searches one for each probe, in the order of the protocol
 */
record OpenSetTrial(
    int templates,
    int persons,
    List<ProtocolRow> withoutFace,
    Threshold threshold,
    List<ProbeSearch> searches) {

  static OpenSetTrial run(
      Protocol protocol,
      FaceEngine engine,
      GalleryIndex gallery,
      MatchPolicy policy,
      ImageLimits limits) {
    Map<Path, Optional<Embedding>> faces = embed(protocol.rows(), engine, limits);
    Map<String, PersonId> people = new HashMap<>();
    for (ProtocolRow row : protocol.gallery()) {
      PersonId person = person(row, people);
      face(faces, row).ifPresent(face -> gallery.add(person, template(gallery.size()), face));
    }
    if (gallery.size() == 0) {
      throw new FaceException(
          "expected a face in a picture of the gallery, found none in %d"
              .formatted(protocol.gallery().size()));
    }
    return new OpenSetTrial(
        gallery.size(),
        gallery.persons(),
        protocol.rows().stream().filter(row -> face(faces, row).isEmpty()).toList(),
        FaceMatcher.of(gallery, policy).identificationThreshold(),
        search(protocol.probes(), faces, people, gallery));
  }

  int failuresToEnrol() {
    return (int) withoutFace.stream().filter(row -> row.is(Role.GALLERY)).count();
  }

  /**
   * The face nearest the centre of every picture, each picture once, the pictures side by side. A
   * picture that cannot be read ends it, the first of the protocol if there are several.
   */
  private static Map<Path, Optional<Embedding>> embed(
      List<ProtocolRow> rows, FaceEngine engine, ImageLimits limits) {
    Map<Path, ProtocolRow> pictures = new LinkedHashMap<>();
    rows.forEach(row -> pictures.putIfAbsent(row.picture(), row));
    List<ProtocolRow> each = List.copyOf(pictures.values());
    Map<Path, Optional<Embedding>> faces = new ConcurrentHashMap<>();
    ConcurrentSkipListMap<Integer, FaceException> unreadable = new ConcurrentSkipListMap<>();
    try (ProgressBar progress =
        Bars.plain().setTaskName("embed").setInitialMax(each.size()).build()) {
      IntStream.range(0, each.size())
          .parallel()
          // What comes after an unreadable one is in vain, what comes before may be another.
          .filter(i -> unreadable.headMap(i).isEmpty())
          .forEach(
              i -> {
                read(each.get(i), limits, bad -> unreadable.put(i, bad))
                    .ifPresent(image -> faces.put(each.get(i).picture(), face(engine, image)));
                progress.step();
              });
    }
    if (!unreadable.isEmpty()) {
      throw unreadable.firstEntry().getValue();
    }
    return faces;
  }

  private static Optional<Image> read(
      ProtocolRow row, ImageLimits limits, Consumer<FaceException> unreadable) {
    try {
      return Optional.of(row.read(limits));
    } catch (FaceException bad) {
      unreadable.accept(bad);
      return Optional.empty();
    }
  }

  private static Optional<Embedding> face(FaceEngine engine, Image image) {
    return engine.analyzeCentral(image).flatMap(AnalyzedFace::embedding);
  }

  private static List<ProbeSearch> search(
      List<ProtocolRow> probes,
      Map<Path, Optional<Embedding>> faces,
      Map<String, PersonId> people,
      GalleryIndex gallery) {
    List<Embedding> found = probes.stream().flatMap(row -> face(faces, row).stream()).toList();
    // Two, to see whether they are equally similar.
    List<List<Candidate>> answers = found.isEmpty() ? List.of() : gallery.search(found, 2);
    List<ProbeSearch> searches = new ArrayList<>();
    int next = 0;
    for (ProtocolRow row : probes) {
      PersonId person = person(row, people);
      boolean known = row.is(Role.PROBE_KNOWN);
      searches.add(
          face(faces, row).isPresent()
              ? ProbeSearch.of(person, known, row.group(), answers.get(next++))
              : ProbeSearch.withoutFace(person, known, row.group()));
    }
    return searches;
  }

  private static Optional<Embedding> face(Map<Path, Optional<Embedding>> faces, ProtocolRow row) {
    return faces.getOrDefault(row.picture(), Optional.empty());
  }

  /** Stands for the identity, which need not be an id; somebody without one is a person apart. */
  private static PersonId person(ProtocolRow row, Map<String, PersonId> people) {
    String key = row.identity().isEmpty() ? "\n" + people.size() : row.identity();
    return people.computeIfAbsent(key, any -> PersonId.of("person-" + people.size()));
  }

  private static UUID template(int number) {
    return new UUID(0, number);
  }
}
