package io.faceattendance.attendance.store;

/**
 * A named document of the whole store, such as its calibration, its head or a session template.
 *
 * @param name unique
 * @param content encrypted by whoever put it there
 */
public record DocumentRow(String name, Bytes content) {}
