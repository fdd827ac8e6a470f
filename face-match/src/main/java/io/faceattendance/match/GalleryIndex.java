package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

/**
 * The enrolled templates of one {@link EmbeddingSpace}, searched by cosine. A person may have
 * several templates and is compared by the best of them or by their mean, see {@link #scoring()}.
 * Thread-safe; nothing to close.
 *
 * <p>A search sees the gallery as it was at one moment, a batch search for all its probes.
 */
public interface GalleryIndex {

  /**
   * An empty index in memory that compares a probe with every template, the best of a person's
   * counting. Its similarities are those of {@link Embedding#cosine} to the last bit, whatever the
   * order of enrolment.
   *
   * @param space the space of all its embeddings
   * @return the index
   */
  static GalleryIndex exact(EmbeddingSpace space) {
    return exact(space, TemplateScoring.BEST);
  }

  /**
   * The same with a way to compare persons who have several templates.
   *
   * @param space the space of all its embeddings
   * @param scoring how a person with several templates is compared
   * @return the index
   */
  static GalleryIndex exact(EmbeddingSpace space, TemplateScoring scoring) {
    return switch (scoring) {
      case BEST -> new ExactGalleryIndex(space);
      case MEAN -> new MeanGalleryIndex(space);
    };
  }

  /**
   * How a person with several templates is compared.
   *
   * @return the scoring
   */
  TemplateScoring scoring();

  /**
   * How many comparisons with a single picture a search is worth, each of which may be a false
   * match.
   *
   * @return {@link TemplateScoring#comparisons} of what is here
   */
  default int comparisons() {
    return scoring().comparisons(size(), persons());
  }

  /**
   * The space of all embeddings here.
   *
   * @return the space
   */
  EmbeddingSpace space();

  /**
   * Adds a template.
   *
   * @param person whose it is, already here or not
   * @param templateId its id, unique in the index
   * @param embedding the template; its values are copied
   * @throws IllegalArgumentException if the template id is here already or the embedding is of
   *     another space
   */
  void add(PersonId person, UUID templateId, Embedding embedding);

  /**
   * Removes all templates of a person; their values do not stay in memory.
   *
   * @param person who
   * @return how many there were, 0 if the person is not here
   */
  int remove(PersonId person);

  /**
   * Removes one template; its values do not stay in memory. A person without templates is gone.
   *
   * @param templateId which
   * @return whether it was here
   */
  boolean removeTemplate(UUID templateId);

  /**
   * The number of templates.
   *
   * @return 0 or more
   */
  int size();

  /**
   * The number of persons with at least one template.
   *
   * @return 0 or more
   */
  int persons();

  /**
   * The persons with at least one template. Cheap to ask for at every search: an index may answer
   * with the same set until it changes.
   *
   * @return as they are at this moment; does not change
   */
  Set<PersonId> people();

  /**
   * The persons most similar to a probe.
   *
   * @param probe the face in question
   * @param k how many persons at most, at least 1
   * @return the best {@code min(k, persons())} persons, each once, most similar first, equals by
   *     person id
   * @throws IllegalArgumentException if k is not positive or the probe is of another space
   */
  List<Candidate> search(Embedding probe, int k);

  /**
   * Searches for several probes in one pass over the gallery.
   *
   * @param probes the faces in question
   * @param k how many persons at most for each, at least 1
   * @return one list for each probe, in their order
   * @throws IllegalArgumentException if k is not positive or a probe is of another space
   */
  List<List<Candidate>> search(List<Embedding> probes, int k);

  /**
   * The similarity to one person.
   *
   * @param person who
   * @param probe the face in question
   * @return the cosine, empty if the person is not here
   * @throws IllegalArgumentException if the probe is of another space
   */
  OptionalDouble similarity(PersonId person, Embedding probe);
}
