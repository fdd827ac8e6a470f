package io.faceattendance.model;

import static io.faceattendance.model.PinnedFile.at;

/**
 * Four public pictures for a first try, examples of the repository ageitgey/face_recognition. They
 * are no part of this library: a {@link ModelStore} fetches them from there.
 */
public final class DemoPictures {
  private static final Publisher FACE_RECOGNITION =
      new Publisher("ageitgey/face_recognition", "9f3061aaeed9a8756d2c970f5dfe066617a8281d");

  /** A portrait of Barack Obama. */
  public static final PinnedFile OBAMA =
      at(
          FACE_RECOGNITION.file("examples/obama.jpg"),
          "obama.jpg",
          279922,
          "0930e3aa8cae5920329c0c8cbc6a2ab70f47b0e67b432875beaa95cbf7e741f6");

  /** A portrait of Joe Biden. */
  public static final PinnedFile BIDEN =
      at(
          FACE_RECOGNITION.file("examples/biden.jpg"),
          "biden.jpg",
          353723,
          "3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c");

  /** Both of them in one picture. */
  public static final PinnedFile TWO_PEOPLE =
      at(
          FACE_RECOGNITION.file("examples/two_people.jpg"),
          "two_people.jpg",
          487722,
          "536b29cd513fb618e4d5aa79d51a279948daa804ce359463449cce5f9dc68aa7");

  /** Somebody else: Alex Lacamoire. */
  public static final PinnedFile ALEX_LACAMOIRE =
      at(
          FACE_RECOGNITION.file("examples/alex-lacamoire.png"),
          "alex-lacamoire.png",
          182581,
          "affd4bba70510b20286c5b392e6a73ef149f4dff02105a09e19ce80d7d138707");

  private DemoPictures() {}
}
