package io.faceattendance.attendance.internal;

import java.util.Optional;

/**
 * What a vault works with until its key is rotated.
 *
 * @param keys encrypt and decrypt
 * @param chain continues the audit log
 * @param before the keys before this vault rotated them, for what was read before
 */
record VaultAccess(VaultKeys keys, AuditChain chain, Optional<VaultKeys> before) {}
