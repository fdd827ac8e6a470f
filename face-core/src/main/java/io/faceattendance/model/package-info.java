/**
 * What is known about each model, and where its file is: cards, licences, digests, and the store
 * that finds, downloads and checks files.
 *
 * <p>It may import the JDK, SLF4J, {@code io.faceattendance} and, for the cache folder, {@code
 * io.faceattendance.internal}. No natives: a model is a file here.
 */
@NullMarked
package io.faceattendance.model;

import org.jspecify.annotations.NullMarked;
