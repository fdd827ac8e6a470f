package io.faceattendance.match.head;

import io.faceattendance.EmbeddingSpace;
import io.faceattendance.PersonId;
import io.faceattendance.match.Head;
import java.util.Set;

/** What all heads have: the people that they tell apart. */
abstract class ClassHead implements Head {
  final Classes classes;
  private final Set<PersonId> persons;

  ClassHead(Classes classes) {
    this.classes = classes;
    this.persons = Set.copyOf(classes.persons());
  }

  @Override
  public final EmbeddingSpace space() {
    return classes.space();
  }

  @Override
  public final Set<PersonId> persons() {
    return persons;
  }
}
