package io.faceattendance.attendance;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.FaceDetector;
import io.faceattendance.FaceEmbedder;
import io.faceattendance.attendance.internal.Vault;
import io.faceattendance.attendance.store.StoreLocation;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.TemplateScoring;
import io.faceattendance.model.ModelStore;
import io.faceattendance.quality.QualityGate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What {@link FaceAttendance} works with. Immutable; every {@code with} gives a changed copy.
 *
 * @param models the detector and the embedder; empty to read and remove only
 * @param keys where the key of the store comes from
 * @param policy what errors are acceptable, for the embedder's space; empty for the calibration of
 *     the data directory, and without one for the table that comes with this library
 * @param clock tells when rows are recorded
 * @param gates which faces are good enough
 * @param patience how long to wait for another program that writes to the same directory, above 0
 *     and at most a day
 * @param creates whether a store is made in a directory that has none
 * @param templates how many templates a person has, and how they are compared
 * @param retrainsHeads whether a head in use is trained again in the background when people change
 * @param zone where sessions that nobody planned take place: it gives their day
 * @param pictures which pictures of faces are kept
 */
public record AttendanceOptions(
    Optional<FaceModels> models,
    KeyProvider keys,
    Optional<Function<EmbeddingSpace, MatchPolicy>> policy,
    Clock clock,
    Gates gates,
    Duration patience,
    boolean creates,
    Templates templates,
    boolean retrainsHeads,
    ZoneId zone,
    Pictures pictures) {
  private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

  /**
   * Checks the components.
   *
   * @param models as above
   * @param keys as above
   * @param policy as above
   * @param clock as above
   * @param gates as above
   * @param patience as above
   * @param creates as above
   * @param templates as above
   * @param retrainsHeads as above
   * @param zone as above
   * @param pictures as above
   */
  public AttendanceOptions {
    if (patience.compareTo(Duration.ofMillis(1)) < 0 || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException("expected a patience from 1 ms to 1 day, got " + patience);
    }
  }

  /**
   * Which faces are good enough.
   *
   * @param recognition to recognise somebody
   * @param enrolment to enrol somebody: what is enrolled badly is never found again
   */
  public record Gates(QualityGate recognition, QualityGate enrolment) {}

  /**
   * Which pictures of faces are kept, encrypted, until the person is removed, withdraws the consent
   * or {@link Privacy#retain} deletes them. Only the face with a margin of a quarter of its box is
   * kept, never the whole photo.
   *
   * @param ofEnrolment of each photo that is accepted at an enrolment
   * @param ofMarks of the best face of each person who is marked, but not of a claim that is
   *     refused
   */
  public record Pictures(boolean ofEnrolment, boolean ofMarks) {
    /** None are kept. */
    public static final Pictures NONE = new Pictures(false, false);
  }

  /**
   * How many templates a person has, and how they are compared.
   *
   * @param perPerson how many at most, at least 1; when more are enrolled the oldest go
   * @param scoring how a person with several templates is compared
   */
  public record Templates(int perPerson, TemplateScoring scoring) {

    /** What is compared unless something else is asked for. */
    public static final TemplateScoring DEFAULT_SCORING = TemplateScoring.BEST;

    private static final int PER_PERSON = 32;

    /**
     * Checks the components.
     *
     * @param perPerson as above
     * @param scoring as above
     */
    public Templates {
      if (perPerson < 1) {
        throw new IllegalArgumentException(
            "expected at least 1 template for each person, got " + perPerson);
      }
    }
  }

  /**
   * The models of {@link FaceModels#defaults()}, the key of {@link KeyProvider#defaults()}, the
   * thresholds of the data directory's calibration or of {@link
   * MatchPolicy#defaults(EmbeddingSpace)}, the system's clock, the gates {@link
   * QualityGate#forRecognition()} and {@link QualityGate#forEnrolment()}, 10 seconds of patience,
   * 32 templates for each person, heads in use trained again when people change, the system's zone,
   * no pictures kept.
   *
   * @return the defaults
   */
  public static AttendanceOptions defaults() {
    return new AttendanceOptions(
        Optional.of(FaceModels.defaults()),
        KeyProvider.defaults(),
        Optional.empty(),
        Clock.systemUTC(),
        new Gates(QualityGate.forRecognition(), QualityGate.forEnrolment()),
        Duration.ofSeconds(10),
        true,
        new Templates(Templates.PER_PERSON, Templates.DEFAULT_SCORING),
        true,
        ZoneId.systemDefault(),
        Pictures.NONE);
  }

  /**
   * The models' files from another store.
   *
   * @param store where the files are
   * @return the options
   * @throws IllegalStateException if both models are one's own
   */
  public AttendanceOptions withModelStore(ModelStore store) {
    return withModels(models.orElseGet(FaceModels::defaults).withStore(store));
  }

  /**
   * Another detector that the library knows; see {@link FaceModels#withDetector(String)}.
   *
   * @param id one of {@code FaceDetectors.ids()}
   * @return the options
   */
  public AttendanceOptions withDetector(String id) {
    return withModels(models.orElseGet(FaceModels::defaults).withDetector(id));
  }

  /**
   * A detector from a file; see {@link FaceModels#withDetector(Path)}.
   *
   * @param onnx the ONNX file; its card lies beside it
   * @return the options
   */
  public AttendanceOptions withDetector(Path onnx) {
    return withModels(models.orElseGet(FaceModels::defaults).withDetector(onnx));
  }

  /**
   * Another embedder that the library knows; see {@link FaceModels#withEmbedder(String)}. People
   * who were enrolled with one embedder cannot be recognised with another.
   *
   * @param id one of {@code FaceEmbedders.ids()}
   * @return the options
   */
  public AttendanceOptions withEmbedder(String id) {
    return withModels(models.orElseGet(FaceModels::defaults).withEmbedder(id));
  }

  /**
   * An embedder from a file; see {@link FaceModels#withEmbedder(Path)}. Unless it is a model that
   * the library knows, no table of thresholds comes along for it: see {@link
   * #withPolicy(MatchPolicy)}.
   *
   * @param onnx the ONNX file; its card lies beside it
   * @return the options
   */
  public AttendanceOptions withEmbedder(Path onnx) {
    return withModels(models.orElseGet(FaceModels::defaults).withEmbedder(onnx));
  }

  /**
   * A detector that never finds landmarks is refused when it is opened: faces aligned by their box
   * alone are recognised less well. Single faces without landmarks are refused by {@link
   * QualityGate#requiringLandmarks()}.
   *
   * @return the options
   */
  public AttendanceOptions requiringLandmarks() {
    return withModels(models.orElseGet(FaceModels::defaults).requiringLandmarks());
  }

  /**
   * Other models.
   *
   * @param chosen which, and where they run
   * @return the options
   */
  public AttendanceOptions withModels(FaceModels chosen) {
    return withModels(Optional.of(chosen));
  }

  /**
   * Models of one's own. {@link FaceAttendance} opens one of each and closes them.
   *
   * @param detector opens a detector
   * @param embedder opens an embedder
   * @return the options
   */
  public AttendanceOptions withModels(
      Supplier<? extends FaceDetector> detector, Supplier<? extends FaceEmbedder> embedder) {
    return withModels(FaceModels.of(detector, embedder));
  }

  /**
   * No models: people, sessions and reports can be read and people removed, and no model file, no
   * native library and neither face-detect nor face-embed is needed.
   *
   * @return the options
   */
  public AttendanceOptions withoutModels() {
    return withModels(Optional.empty());
  }

  private AttendanceOptions withModels(Optional<FaceModels> chosen) {
    return new AttendanceOptions(
        chosen,
        keys,
        policy,
        clock,
        gates,
        patience,
        creates,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Another source of the key.
   *
   * @param provider where the key comes from
   * @return the options
   */
  public AttendanceOptions withKeys(KeyProvider provider) {
    return new AttendanceOptions(
        models,
        provider,
        policy,
        clock,
        gates,
        patience,
        creates,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Another policy; it goes before the calibration of the data directory.
   *
   * @param chosen what errors are acceptable; its table is of the embedder's space
   * @return the options
   */
  public AttendanceOptions withPolicy(MatchPolicy chosen) {
    return withPolicy(space -> chosen);
  }

  /**
   * Another policy for each embedding space, where the embedder is chosen later; it goes before the
   * calibration of the data directory.
   *
   * @param chosen gives what errors are acceptable for the embedder's space; its table is of that
   *     space
   * @return the options
   */
  public AttendanceOptions withPolicy(Function<EmbeddingSpace, MatchPolicy> chosen) {
    return new AttendanceOptions(
        models,
        keys,
        Optional.of(chosen),
        clock,
        gates,
        patience,
        creates,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Another clock.
   *
   * @param source tells when rows are recorded
   * @return the options
   */
  public AttendanceOptions withClock(Clock source) {
    return new AttendanceOptions(
        models,
        keys,
        policy,
        source,
        gates,
        patience,
        creates,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Other gates.
   *
   * @param recognition which faces are good enough to recognise somebody
   * @param enrolment which faces are good enough to enrol somebody
   * @return the options
   */
  public AttendanceOptions withGates(QualityGate recognition, QualityGate enrolment) {
    Gates chosen = new Gates(recognition, enrolment);
    return new AttendanceOptions(
        models,
        keys,
        policy,
        clock,
        chosen,
        patience,
        creates,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Another patience.
   *
   * @param longest how long to wait for another program, from 1 ms to 1 day
   * @return the options
   * @throws IllegalArgumentException if it is outside that range
   */
  public AttendanceOptions withPatience(Duration longest) {
    return new AttendanceOptions(
        models,
        keys,
        policy,
        clock,
        gates,
        longest,
        creates,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * A directory that has no store is refused, and nothing is made in it: no folder, no file and no
   * key. For programs that only read.
   *
   * @return the options
   */
  public AttendanceOptions existingOnly() {
    return new AttendanceOptions(
        models,
        keys,
        policy,
        clock,
        gates,
        patience,
        false,
        templates,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Another number of templates.
   *
   * @param most how many a person may have, at least 1; when more are enrolled the oldest go
   * @return the options
   * @throws IllegalArgumentException if it is below 1
   */
  public AttendanceOptions withTemplatesPerPerson(int most) {
    return withTemplates(new Templates(most, templates.scoring()));
  }

  /**
   * Another way to compare people who have several templates.
   *
   * @param scoring by the best template or by the mean one
   * @return the options
   */
  public AttendanceOptions withTemplateScoring(TemplateScoring scoring) {
    return withTemplates(new Templates(templates.perPerson(), scoring));
  }

  private AttendanceOptions withTemplates(Templates chosen) {
    return new AttendanceOptions(
        models,
        keys,
        policy,
        clock,
        gates,
        patience,
        creates,
        chosen,
        retrainsHeads,
        zone,
        pictures);
  }

  /**
   * Another zone.
   *
   * @param place where sessions that nobody planned take place
   * @return the options
   */
  public AttendanceOptions withZone(ZoneId place) {
    return new AttendanceOptions(
        models,
        keys,
        policy,
        clock,
        gates,
        patience,
        creates,
        templates,
        retrainsHeads,
        place,
        pictures);
  }

  /**
   * A head in use is not trained again in the background when people change: the raw embedding
   * decides until {@link TrainedHeads#train} is called. For programs that end soon.
   *
   * @return the options
   */
  public AttendanceOptions withoutRetraining() {
    return new AttendanceOptions(
        models, keys, policy, clock, gates, patience, creates, templates, false, zone, pictures);
  }

  /**
   * Keeps pictures of faces; see {@link Pictures}.
   *
   * @param ofEnrolment whether of each photo that is accepted at an enrolment
   * @param ofMarks whether of the best face of each person who is marked
   * @return the options
   */
  public AttendanceOptions keepingPictures(boolean ofEnrolment, boolean ofMarks) {
    Pictures chosen = new Pictures(ofEnrolment, ofMarks);
    return new AttendanceOptions(
        models,
        keys,
        policy,
        clock,
        gates,
        patience,
        creates,
        templates,
        retrainsHeads,
        zone,
        chosen);
  }

  Vault openVault(StoreLocation location) {
    return Vault.open(location, keys, clock, creates);
  }
}
