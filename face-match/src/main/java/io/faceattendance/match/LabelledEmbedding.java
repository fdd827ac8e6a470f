package io.faceattendance.match;

import io.faceattendance.Embedding;
import io.faceattendance.PersonId;

/**
 * One picture of a data set: whose face it shows, and its embedding.
 *
 * @param person who it is
 * @param embedding the face
 */
public record LabelledEmbedding(PersonId person, Embedding embedding) {}
