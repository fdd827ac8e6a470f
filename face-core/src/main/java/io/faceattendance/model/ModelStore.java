package io.faceattendance.model;

import io.faceattendance.ModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the files of models: in the folder that the user gave, then in the cache, then at the
 * publisher's or a mirror. What it returns has been checked by size and SHA-256; a file that is not
 * the right one is never returned. A file is hashed once and again only when it has changed.
 *
 * <p>Immutable and thread-safe. Two threads or two processes that want the same file at once
 * download it once. An interrupted download goes on where it stopped, in the next call.
 */
public final class ModelStore {
  private final StoreOptions options;
  private final Verifier verifier;

  private ModelStore(StoreOptions options, Verifier verifier) {
    this.options = options;
    this.verifier = verifier;
  }

  static ModelStore of(StoreOptions options) {
    return new ModelStore(options, new Verifier());
  }

  /**
   * A store with the settings of this process. Each is a system property or, behind it, an
   * environment variable:
   *
   * <ul>
   *   <li>{@code face.models}, {@code FACE_MODELS}: the folder that is searched first
   *   <li>{@code XDG_CACHE_HOME} (variable only): the cache is {@code face-attendance/models} in
   *       it; without it, in {@code ~/.cache}
   *   <li>{@code face.models.mirror}, {@code FACE_MODELS_MIRROR}: the address under which a mirror
   *       has the files, asked instead of the publishers
   *   <li>{@code face.accept.licences}, {@code FACE_ACCEPT_LICENCES}: ids of models, separated by
   *       commas, whose exclusion of commercial use is accepted
   *   <li>{@code face.offline}, {@code FACE_OFFLINE}: no network, unless 0, false, no or off
   *   <li>the proxy of Java's standard properties, and behind it {@code HTTPS_PROXY}, {@code
   *       HTTP_PROXY} and {@code NO_PROXY} (host:port; a login is not supported)
   * </ul>
   *
   * @return the store
   * @throws ModelException if a setting is no folder or no http(s) address
   */
  public static ModelStore defaults() {
    return of(StoreOptions.of(System.getenv(), System::getProperty));
  }

  /**
   * The same store with another folder to search first.
   *
   * @param directory the folder; it is only read, without its subfolders
   * @return the store
   */
  public ModelStore withDirectory(Path directory) {
    return with(options.withDirectory(directory));
  }

  /**
   * The same store with another cache.
   *
   * @param cache the folder; it is created when the first file is downloaded
   * @return the store
   */
  public ModelStore withCache(Path cache) {
    return with(options.withCache(cache));
  }

  /**
   * The same store with a mirror, which is asked instead of the publishers.
   *
   * @param base the address under which it has the files: base, slash, file name; http or https
   * @return the store
   * @throws IllegalArgumentException if it is neither http nor https
   */
  public ModelStore withMirror(URI base) {
    return with(options.withMirror(base));
  }

  /**
   * The same store for a user who accepts that these weights are for non-commercial use only.
   *
   * @param ids ids of model cards, or of weights ({@link ModelCard#weights()}), which stand for
   *     every file of them; added to those that are accepted already
   * @return the store
   */
  public ModelStore accepting(String... ids) {
    return with(options.accepting(Arrays.stream(ids).collect(Collectors.toSet())));
  }

  /**
   * The same store, which never uses the network.
   *
   * @return the store
   */
  public ModelStore offline() {
    return with(options.withoutNetwork());
  }

  /**
   * The same store with somebody who is told how downloads go on.
   *
   * @param listener called on the thread that asked for the file; what it throws ends the download
   * @return the store
   */
  public ModelStore withProgress(DownloadProgress listener) {
    return with(options.withProgress(listener));
  }

  /**
   * The same store with another patience.
   *
   * @param connect the longest time to connect, above 0; 15 s if nothing is set
   * @param stall the longest time in which less than a kibibyte a second may come, at least 1 ms;
   *     30 s if nothing is set
   * @return the store
   * @throws IllegalArgumentException if one of them is too short
   */
  public ModelStore withTimeouts(Duration connect, Duration stall) {
    return with(options.withTimeouts(connect, stall));
  }

  private ModelStore with(StoreOptions changed) {
    return new ModelStore(changed, verifier);
  }

  /**
   * The file of a model, downloaded if it is not here.
   *
   * @param card the model
   * @return where the file is
   * @throws ModelException if its licence has not been accepted, if no file of it is known, if it
   *     is here but is another file, or if it cannot be had; the message says what to do
   */
  public Path path(ModelCard card) {
    requireAccepted(card);
    return resolve(
        card.file().orElseThrow(() -> new ModelException(Explanation.unknownFile(card))));
  }

  /**
   * Any pinned file, downloaded if it is not here.
   *
   * @param file the file
   * @return where it is
   * @throws ModelException as for a card; if the file is a known model's, its licence counts
   */
  public Path path(PinnedFile file) {
    requireAccepted(file.sha256());
    return resolve(file);
  }

  /**
   * Looks whether a file is here, without the network: for lists and checks, whatever its licence.
   *
   * @param file the file
   * @return where it is; empty if it is in neither folder, or if the one in the cache is another
   *     file, which the next download replaces
   * @throws ModelException if the given folder has a file of this name that is another one, or if a
   *     folder cannot be read
   */
  public Optional<Path> find(PinnedFile file) {
    try {
      Optional<Path> own = findInDirectory(file);
      return own.isPresent() ? own : cache().find(file);
    } catch (IOException e) {
      throw new ModelException(
          "cannot read %s where it lies: %s".formatted(Explanation.file(file), e), e);
    }
  }

  /**
   * Whether this store gives out the file of a model.
   *
   * @param card the model
   * @return true if its weights may be used commercially, or its id or that of its weights has been
   *     accepted
   */
  public boolean accepts(ModelCard card) {
    return !card.licences().commercialUseExcluded()
        || options.accepted().contains(card.id())
        || options.accepted().contains(card.weights());
  }

  /**
   * The folder that is searched first.
   *
   * @return the folder, if one was given
   */
  public Optional<Path> directory() {
    return options.directory();
  }

  /**
   * The folder that downloads go to.
   *
   * @return the folder; it may not exist yet
   */
  public Path cacheDirectory() {
    return options.cache();
  }

  /**
   * Refuses a model that this store does not give out.
   *
   * @param card the model
   * @throws ModelException if its weights exclude commercial use and that has not been accepted
   */
  public void requireAccepted(ModelCard card) {
    if (!accepts(card)) {
      throw new ModelException(Explanation.licence(card));
    }
  }

  /**
   * Refuses a file that this store does not give out. A model is its digest: what has to be
   * accepted under its id has to be for its bare file, whatever its name and whoever has it.
   *
   * @param sha256 the digest of the file, 64 lower-case hexadecimal digits
   * @throws ModelException if it is a known model's whose weights exclude commercial use, and that
   *     has not been accepted
   */
  public void requireAccepted(String sha256) {
    ModelCatalog.bySha256(sha256).ifPresent(this::requireAccepted);
  }

  private Path resolve(PinnedFile file) {
    return find(file).orElseGet(() -> fetch(file));
  }

  private Optional<Path> findInDirectory(PinnedFile file) throws IOException {
    if (options.directory().isEmpty()) {
      return Optional.empty();
    }
    UserFolder folder = new UserFolder(options.directory().get(), verifier);
    Optional<Path> found = folder.find(file);
    Optional<Path> impostor = found.isPresent() ? Optional.empty() : folder.impostor(file);
    if (impostor.isPresent()) {
      Path wrong = impostor.get();
      throw new ModelException(Explanation.refused(file, wrong, verifier.look(wrong)));
    }
    return found;
  }

  private Path fetch(PinnedFile file) {
    URI source =
        source(file).orElseThrow(() -> new ModelException(Explanation.supply(file, options)));
    if (options.offline()) {
      throw new ModelException(Explanation.offline(file, source, options));
    }
    try {
      // A proxy setting that cannot be used is to fail here, not on a thread of the client.
      options.proxies().select(source);
      return cache().fetch(file, source);
    } catch (FileSystemException e) {
      throw new ModelException(Explanation.unwritable(file, source, options, e.toString()), e);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new ModelException(Explanation.failed(file, source, options, reason), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(Explanation.failed(file, source, options, "interrupted"), e);
    }
  }

  private Optional<URI> source(PinnedFile file) {
    return options.mirror().map(base -> base.resolve(file.name())).or(file::url);
  }

  private CacheFolder cache() {
    return new CacheFolder(options, verifier);
  }
}
