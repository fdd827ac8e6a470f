package io.faceattendance.attendance.internal;

import io.faceattendance.attendance.StoreException;
import io.faceattendance.attendance.TrainedHead;
import io.faceattendance.attendance.store.Commit;
import io.faceattendance.attendance.store.DocumentRow;
import io.faceattendance.attendance.store.StoreVersion;
import io.faceattendance.match.TemplateScoring;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The head in the store, at most one: an encrypted document, gone with the first person who is
 * removed. The wish for a head stays until it is switched off. Thread-safe.
 */
public final class HeadStore {
  /** The name of the document. */
  public static final String DOCUMENT = "head/model";

  private static final long STALE = -1; // of no people that a store has had

  private final Vault vault;
  private final HeadWishes wishes;

  /**
   * Over an open store.
   *
   * @param vault the store; left open
   */
  public HeadStore(Vault vault) {
    this.vault = vault;
    this.wishes = new HeadWishes(vault);
  }

  /**
   * Whether there is a head, in use or not.
   *
   * @param vault the store
   * @return false if there is none
   */
  public static boolean exists(Vault vault) {
    return vault.find(DOCUMENT).isPresent();
  }

  /**
   * Removes the head, as somebody goes whom it may know.
   *
   * @param change the change with which the person, or the person's templates, go
   */
  public static void remove(Commit.Builder change) {
    change.removeDocument(DOCUMENT);
  }

  /**
   * What a training that begins now starts from.
   *
   * @return the state, to be given to {@link #put}
   */
  public HeadBasis basis() {
    return basis(vault.rows().version());
  }

  private HeadBasis basis(StoreVersion version) {
    return new HeadBasis(version.templates(), wishes.last().number());
  }

  /**
   * Keeps a head that the user asked for. If it is to be used, it is wished for from now on; if
   * not, none is.
   *
   * @param row what is known of it
   * @param head its bytes
   * @param basis what its training started from
   * @return false if people, templates or the wish for a head have changed since: nothing was
   *     written, as it may know somebody who is gone, or not be wanted any more
   */
  public boolean put(HeadRow row, byte[] head, HeadBasis basis) {
    return put(row, head, basis, true);
  }

  /**
   * Keeps a head that was trained again; the wish for it is left as it is.
   *
   * @param row what is known of it
   * @param head its bytes
   * @param basis what its training started from
   * @return false as for {@link #put}
   */
  public boolean putAgain(HeadRow row, byte[] head, HeadBasis basis) {
    return put(row, head, basis, false);
  }

  private boolean put(HeadRow row, byte[] head, HeadBasis basis, boolean decision) {
    while (true) {
      StoreVersion version = vault.rows().version();
      if (!basis(version).equals(basis)) {
        return false;
      }
      Commit.Builder change = vault.change().expecting(version);
      change.put(sealed(new HeadDocument(row, vault.now(), head)));
      if (decision) {
        change.put(wishes.decided(version, wish(row)));
      }
      if (vault.rows().commit(change.build()).applied()) {
        return true; // what it replaced is erased with what is removed next
      }
    }
  }

  private DocumentRow sealed(HeadDocument document) {
    byte[] plain = document.bytes();
    try {
      return vault.seal(DOCUMENT, plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The head as it fits to the counters of the store, which begin anew where it was imported.
   *
   * @param before {@link StoreVersion#templates()} of the store from which it came
   * @return what is to be put in its place in a change that leaves the templates as they are; empty
   *     if there is no head, or none that can be read
   */
  public Optional<DocumentRow> renumbered(long before) {
    long people = vault.rows().version().templates();
    try {
      return open((found, head) -> renumbered(found, before, people));
    } catch (UnreadableHead e) {
      return Optional.empty();
    }
  }

  private DocumentRow renumbered(HeadDocument found, long before, long people) {
    HeadRow row = found.row();
    HeadRow next = row.withPeopleVersion(row.peopleVersion() == before ? people : STALE);
    return sealed(new HeadDocument(next, found.at(), found.head()));
  }

  private static Optional<HeadWish> wish(HeadRow row) {
    return row.inUse()
        ? Optional.of(new HeadWish(row.kind(), row.seed(), row.scoring()))
        : Optional.empty();
  }

  /**
   * That a head is to be used, and trained again if there is none that is up to date.
   *
   * @return empty if the user wants none
   */
  public Optional<HeadWish> wish() {
    return wishes.last().wish();
  }

  /**
   * Whether there is a head, in use or not, of the people who are here now. One that cannot be read
   * counts as up to date: it is the user who decides what becomes of it.
   *
   * @return false if there is none or people have changed since
   */
  public boolean isUpToDate() {
    long people = vault.rows().version().templates();
    try {
      return open((found, ignored) -> found.row().peopleVersion() == people).orElse(false);
    } catch (UnreadableHead e) {
      return true;
    }
  }

  /**
   * What is known of the head.
   *
   * @param gallery how the gallery compares people in which it would be used
   * @return empty if there is none
   * @throws StoreException if it was changed
   */
  public Optional<TrainedHead> status(TemplateScoring gallery) {
    long people = vault.rows().version().templates();
    return open((found, ignored) -> status(found, gallery, people));
  }

  private static TrainedHead status(HeadDocument found, TemplateScoring gallery, long people) {
    HeadRow row = found.row();
    return new TrainedHead(
        row.kind(),
        row.persons(),
        row.templates(),
        row.seed(),
        row.scoring(),
        row.trial(),
        row.inUse(),
        row.peopleVersion() == people,
        row.scoring() == gallery,
        found.at());
  }

  /**
   * Opens the head that is to be used.
   *
   * @param <T> what is made of it
   * @param gallery how the gallery compares people in which it is used
   * @param reader is given the row and the bytes, which are overwritten afterwards
   * @return what the reader made of it; empty if there is no head, or none that is to be used for
   *     the people who are here now, or it was not tried in such a gallery
   * @throws StoreException if it was changed
   */
  public <T> Optional<T> openInUse(TemplateScoring gallery, BiFunction<HeadRow, byte[], T> reader) {
    long people = vault.rows().version().templates();
    return open((found, head) -> {
          HeadRow row = found.row();
          boolean used = row.inUse() && row.scoring() == gallery && row.peopleVersion() == people;
          return used ? Optional.of(reader.apply(row, head)) : Optional.<T>empty();
        })
        .flatMap(one -> one);
  }

  private <T> Optional<T> open(BiFunction<HeadDocument, byte[], T> reader) {
    return vault.find(DOCUMENT).map(document -> open(document, reader));
  }

  private <T> T open(DocumentRow document, BiFunction<HeadDocument, byte[], T> reader) {
    byte[] plain = new byte[0];
    byte[] head = new byte[0];
    try {
      plain = vault.tryOpen(document);
      HeadDocument found = HeadDocument.parse(plain);
      head = found.head();
      return reader.apply(found, head);
    } catch (GeneralSecurityException | IOException e) {
      throw new UnreadableHead(e);
    } finally {
      Arrays.fill(plain, (byte) 0);
      Arrays.fill(head, (byte) 0);
    }
  }

  /** Says what to do. */
  private static final class UnreadableHead extends StoreException {
    private static final long serialVersionUID = 1L;

    UnreadableHead(Throwable cause) {
      super(
          "the head in the store cannot be read: it was changed, is of another version, or belongs"
              + " to another store; delete it (head off) and train it again, or restore a backup",
          cause);
    }
  }

  /**
   * Deletes the head and the wish for one, and overwrites its bytes. What is being trained now,
   * here or elsewhere, will not be kept.
   *
   * @return whether there was a head
   */
  public boolean delete() {
    while (true) {
      StoreVersion version = vault.rows().version();
      boolean found = exists(vault);
      Commit.Builder change = vault.change().expecting(version);
      change.removeDocument(DOCUMENT).put(wishes.decided(version, Optional.empty()));
      if (vault.rows().commit(change.build()).applied()) {
        if (found) {
          vault.rows().erase();
        }
        return found;
      }
    }
  }
}
