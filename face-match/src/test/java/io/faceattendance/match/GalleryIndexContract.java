package io.faceattendance.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every gallery index promises. */
abstract class GalleryIndexContract {
  abstract GalleryIndex open(EmbeddingSpace space);

  abstract TemplateScoring scoring();

  private NaiveGallery oracle() {
    return new NaiveGallery(scoring());
  }

  @Test
  void countsTheComparisonsOfItsScoring() {
    SyntheticFaces faces = new SyntheticFaces(4, 1);
    GalleryIndex index = open(faces.space());
    for (int i = 0; i < 6; i++) {
      index.add(SyntheticFaces.person(i / 3), new UUID(1, i), faces.anybody());
    }
    assertThat(index.scoring()).isEqualTo(scoring());
    assertThat(index.space()).isEqualTo(faces.space());
    assertThat(index.comparisons()).isEqualTo(scoring() == TemplateScoring.BEST ? 6 : 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 13, 128})
  void findsWhatANaiveSearchFindsWhileTemplatesComeAndGo(int dimension) {
    SyntheticFaces faces = new SyntheticFaces(dimension, 7);
    GalleryIndex index = open(faces.space());
    NaiveGallery oracle = oracle();
    Random random = new Random(8);
    for (int step = 0; step < 1500; step++) {
      change(index, oracle, faces, random);
      if (step % 10 == 0) {
        Embedding probe = faces.anybody();
        int k = 1 + random.nextInt(12);
        assertThat(index.search(probe, k)).isEqualTo(oracle.search(probe, k));
        assertThat(index.size()).isEqualTo(oracle.size());
        assertThat(index.persons()).isEqualTo(oracle.persons());
        assertThat(index.people()).isEqualTo(oracle.people());
        PersonId someone = SyntheticFaces.person(random.nextInt(80));
        assertThat(index.similarity(someone, probe)).isEqualTo(oracle.similarity(someone, probe));
      }
    }
  }

  private static void change(
      GalleryIndex index, NaiveGallery oracle, SyntheticFaces faces, Random random) {
    PersonId person = SyntheticFaces.person(random.nextInt(80));
    int dice = random.nextInt(20);
    if (dice < 14) {
      UUID id = new UUID(1, random.nextLong());
      Embedding face = faces.anybody();
      index.add(person, id, face);
      oracle.add(person, id, face);
    } else if (dice < 19) {
      UUID id = oracle.anyTemplate(random);
      assertThat(index.removeTemplate(id)).isEqualTo(oracle.removeTemplate(id));
    } else {
      assertThat(index.remove(person)).isEqualTo(oracle.remove(person));
    }
  }

  @Test
  void keepsTheExactOrderAmongPersonsThatAreNearlyEqual() {
    SyntheticFaces faces = new SyntheticFaces(128, 9);
    float[] everybody = faces.direction();
    GalleryIndex index = open(faces.space());
    NaiveGallery oracle = oracle();
    for (int i = 0; i < 3000; i++) {
      Embedding face = faces.picture(everybody, 1e-3);
      index.add(SyntheticFaces.person(i), new UUID(2, i), face);
      oracle.add(SyntheticFaces.person(i), new UUID(2, i), face);
    }
    for (int i = 0; i < 20; i++) {
      Embedding probe = faces.picture(everybody, 1e-3);
      assertThat(index.search(probe, 5)).isEqualTo(oracle.search(probe, 5));
    }
  }

  @Test
  void doesNotDependOnTheOrderOfEnrolment() {
    SyntheticFaces faces = new SyntheticFaces(16, 10);
    List<LabelledEmbedding> templates = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      templates.add(new LabelledEmbedding(SyntheticFaces.person(i / 3), faces.anybody()));
    }
    GalleryIndex first = filled(templates);
    Collections.shuffle(templates, new Random(11));
    GalleryIndex second = filled(templates);
    for (int i = 0; i < 50; i++) {
      Embedding probe = faces.anybody();
      assertThat(first.search(probe, 7)).isEqualTo(second.search(probe, 7));
    }
  }

  private GalleryIndex filled(List<LabelledEmbedding> templates) {
    GalleryIndex index = open(templates.get(0).embedding().space());
    templates.forEach(one -> index.add(one.person(), UUID.randomUUID(), one.embedding()));
    return index;
  }

  @Test
  void breaksTiesByPersonId() {
    SyntheticFaces faces = new SyntheticFaces(8, 12);
    Embedding twin = faces.anybody();
    GalleryIndex index = open(faces.space());
    for (int i : new int[] {3, 1, 2, 0}) {
      index.add(SyntheticFaces.person(i), new UUID(3, i), twin);
    }
    assertThat(index.search(twin, 3))
        .extracting(Candidate::person)
        .containsExactly(
            SyntheticFaces.person(0), SyntheticFaces.person(1), SyntheticFaces.person(2));
  }

  @Test
  void answersABatchAsItAnswersSingleProbes() {
    SyntheticFaces faces = new SyntheticFaces(32, 13);
    GalleryIndex index = open(faces.space());
    for (int i = 0; i < 500; i++) {
      index.add(SyntheticFaces.person(i / 2), new UUID(4, i), faces.anybody());
    }
    List<Embedding> probes = new ArrayList<>();
    List<List<Candidate>> single = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      probes.add(faces.anybody());
      single.add(index.search(probes.get(i), 4));
    }
    assertThat(index.search(probes, 4)).isEqualTo(single);
    assertThat(index.search(List.of(), 4)).isEmpty();
  }

  @Test
  void findsNobodyInAnEmptyGallery() {
    SyntheticFaces faces = new SyntheticFaces(8, 14);
    GalleryIndex index = open(faces.space());
    assertThat(index.search(faces.anybody(), 3)).isEmpty();
    assertThat(index.similarity(SyntheticFaces.person(1), faces.anybody())).isEmpty();
    assertThat(index.remove(SyntheticFaces.person(1))).isZero();
    assertThat(index.removeTemplate(new UUID(5, 5))).isFalse();
  }

  @Test
  void refusesEmbeddingsOfAnotherSpace() {
    SyntheticFaces faces = new SyntheticFaces(8, 15);
    GalleryIndex index = open(faces.space());
    Embedding foreign = new SyntheticFaces(9, 15).anybody();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.add(SyntheticFaces.person(1), new UUID(6, 1), foreign))
        .withMessageContaining("none/9");
    assertThatIllegalArgumentException().isThrownBy(() -> index.search(foreign, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.similarity(SyntheticFaces.person(1), foreign));
    assertThat(index.size()).isZero();
  }

  @Test
  void refusesATemplateIdThatIsHereAndAnEmptyQuestion() {
    SyntheticFaces faces = new SyntheticFaces(8, 16);
    GalleryIndex index = open(faces.space());
    index.add(SyntheticFaces.person(1), new UUID(7, 1), faces.anybody());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.add(SyntheticFaces.person(2), new UUID(7, 1), faces.anybody()));
    assertThatIllegalArgumentException().isThrownBy(() -> index.search(faces.anybody(), 0));
    assertThat(index.persons()).isEqualTo(1);
  }

  @Test
  void staysConsistentWhileEightThreadsAddRemoveAndSearch() throws Exception {
    SyntheticFaces faces = new SyntheticFaces(24, 17);
    GalleryIndex index = open(faces.space());
    Embedding resident = faces.anybody();
    index.add(PersonId.of("resident"), new UUID(8, 0), resident);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        work.add(() -> comeAndGo(index, thread, resident));
      }
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(300);
      }
    } finally {
      threads.shutdownNow();
    }
    // Every thread leaves 100 of its own behind.
    assertThat(index.size()).isEqualTo(801);
    assertThat(index.persons()).isEqualTo(801);
  }

  /** Finds the resident and itself at every step, whatever the others do. */
  private static int comeAndGo(GalleryIndex index, int thread, Embedding resident) {
    SyntheticFaces faces = new SyntheticFaces(24, 100 + thread);
    int found = 0;
    for (int i = 0; i < 300; i++) {
      PersonId own = PersonId.of("t" + thread + "-" + i);
      Embedding face = faces.anybody();
      index.add(own, new UUID(thread, i + 1), face);
      boolean self = index.search(face, 1).get(0).person().equals(own);
      boolean other = index.search(resident, 1).get(0).person().value().equals("resident");
      boolean gone = i % 3 == 0 || index.remove(own) == 1;
      found += self && other && gone ? 1 : 0;
    }
    return found;
  }
}
