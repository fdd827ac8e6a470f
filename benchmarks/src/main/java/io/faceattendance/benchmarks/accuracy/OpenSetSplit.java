package io.faceattendance.benchmarks.accuracy;

import io.faceattendance.Embedding;
import io.faceattendance.EmbeddingSpace;
import io.faceattendance.match.GalleryIndex;
import io.faceattendance.match.LabelledEmbedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Some people enrolled with some of their pictures, and everybody else as a stranger.
 *
 * @param templates what is enrolled and trained on
 * @param known the other pictures of the people enrolled
 * @param strangers all pictures of everybody else
 */
record OpenSetSplit(
    List<LabelledEmbedding> templates, List<LabelledEmbedding> known, List<Embedding> strangers) {

  /**
   * A seeded one.
   *
   * @param people the pictures of each person
   * @param enrolled how many people are enrolled
   * @param each with how many pictures
   * @param random decides who, and with which
   */
  static OpenSetSplit of(
      List<List<LabelledEmbedding>> people, int enrolled, int each, Random random) {
    List<List<LabelledEmbedding>> order = new ArrayList<>(people);
    Collections.shuffle(order, random);
    OpenSetSplit split = new OpenSetSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int p = 0; p < order.size(); p++) {
      List<LabelledEmbedding> pictures = new ArrayList<>(order.get(p));
      Collections.shuffle(pictures, random);
      if (p < enrolled) {
        split.templates.addAll(pictures.subList(0, each));
        split.known.addAll(pictures.subList(each, pictures.size()));
      } else {
        pictures.forEach(picture -> split.strangers.add(picture.embedding()));
      }
    }
    return split;
  }

  EmbeddingSpace space() {
    return templates.get(0).embedding().space();
  }

  GalleryIndex gallery() {
    GalleryIndex gallery = GalleryIndex.exact(space());
    for (int i = 0; i < templates.size(); i++) {
      gallery.add(templates.get(i).person(), new UUID(0, i), templates.get(i).embedding());
    }
    return gallery;
  }
}
