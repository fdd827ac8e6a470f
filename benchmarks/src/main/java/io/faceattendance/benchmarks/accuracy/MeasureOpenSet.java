package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;
import io.faceattendance.match.Candidate;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.LabelledEmbedding;
import io.faceattendance.match.MatchPolicy;
import io.faceattendance.match.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures what share of strangers is taken for somebody enrolled (FPIR) and what share of those
 * enrolled is found (TPIR), with the threshold that follows the number of persons and the one that
 * follows the number of templates: {@code java -cp benchmarks/target/benchmarks.jar
 * io.faceattendance.benchmarks.accuracy.MeasureOpenSet ROOT PERSONS...}, such as {@code
 * DATA/lfw_dev/images 8 20 50}.
 *
 * <p>ROOT has a folder for each person. Each row is the mean of {@value #GALLERIES} seeded
 * galleries; the strangers of a gallery are all pictures of everybody else.
 */
public final class MeasureOpenSet {
  static final int GALLERIES = 100;
  private static final int SEED = 20261122;

  private final List<List<Embedding>> people;
  private final MatchPolicy policy;

  private MeasureOpenSet(List<List<Embedding>> people, MatchPolicy policy) {
    this.people = people;
    this.policy = policy;
  }

  /**
   * Measures and prints the rows of a Markdown table.
   *
   * @param arguments root folder, then how many persons are enrolled, a row for each
   * @throws IOException if a picture cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    List<LabelledEmbedding> faces = LabelledFaces.read(Path.of(arguments[0]));
    Map<PersonId, List<Embedding>> people =
        faces.stream()
            .collect(
                Collectors.groupingBy(
                    LabelledEmbedding::person,
                    TreeMap::new,
                    Collectors.mapping(LabelledEmbedding::embedding, Collectors.toList())));
    MatchPolicy policy = MatchPolicy.defaults(faces.get(0).embedding().space());
    MeasureOpenSet measure = new MeasureOpenSet(List.copyOf(people.values()), policy);
    System.out.println(
        "| persons | templates each | FPIR, counting persons | TPIR | FPIR, counting templates | TPIR |");
    System.out.println("|---|---|---|---|---|---|");
    for (String persons : List.of(arguments).subList(1, arguments.length)) {
      for (int templates = 1; templates <= 3; templates++) {
        System.out.println(measure.row(Integer.parseInt(persons), templates));
      }
    }
  }

  private String row(int persons, int templates) {
    Threshold byPersons = policy.identification(persons);
    Threshold byTemplates = policy.identification(persons * templates);
    Rates first = new Rates();
    Rates second = new Rates();
    Random random = new Random(SEED);
    for (int i = 0; i < GALLERIES; i++) {
      search(persons, templates, random, List.of(byPersons, byTemplates), List.of(first, second));
    }
    return "| %d | %d | %s | %s |".formatted(persons, templates, first, second);
  }

  private void search(
      int persons, int templates, Random random, List<Threshold> thresholds, List<Rates> rates) {
    List<List<Embedding>> order = new ArrayList<>(people);
    Collections.shuffle(order, random);
    List<List<Embedding>> enrolled =
        order.stream().filter(one -> one.size() > templates).limit(persons).toList();
    if (enrolled.size() < persons) {
      throw new IllegalStateException(
          "expected %d people with more than %d pictures, got %d"
              .formatted(persons, templates, enrolled.size()));
    }
    GalleryIndex gallery = GalleryIndex.exact(policy.table().source().space());
    for (int person = 0; person < persons; person++) {
      for (int i = 0; i < templates; i++) {
        gallery.add(id(person), new UUID(person, i), enrolled.get(person).get(i));
      }
    }
    for (List<Embedding> one : order) {
      int person = indexOf(enrolled, one);
      List<Embedding> probes = person < 0 ? one : one.subList(templates, one.size());
      for (Embedding probe : probes) {
        Candidate best = gallery.search(probe, 1).get(0);
        for (int i = 0; i < rates.size(); i++) {
          rates.get(i).count(person < 0 ? null : id(person), best, thresholds.get(i));
        }
      }
    }
  }

  // By identity: two people may have equal pictures, and equals would compare every vector.
  private static int indexOf(List<List<Embedding>> enrolled, List<Embedding> one) {
    for (int i = 0; i < enrolled.size(); i++) {
      if (enrolled.get(i) == one) {
        return i;
      }
    }
    return -1;
  }

  private static PersonId id(int person) {
    return PersonId.of("p" + person);
  }

  private static final class Rates {
    private long strangers;
    private long falselyFound;
    private long enrolled;
    private long found;

    void count(@Nullable PersonId truth, Candidate best, Threshold threshold) {
      boolean over = best.similarity() >= threshold.similarity();
      if (truth == null) {
        strangers++;
        falselyFound += over ? 1 : 0;
      } else {
        enrolled++;
        found += over && best.person().equals(truth) ? 1 : 0;
      }
    }

    @Override
    public String toString() {
      return "%.2f %% | %.2f %%"
          .formatted(100.0 * falselyFound / strangers, 100.0 * found / enrolled);
    }
  }
}
