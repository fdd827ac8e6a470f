package io.faceattendance.cli;

import io.faceattendance.model.ModelStore;

/** The model files as the options and the surroundings of the command line name them. */
final class ModelFiles {
  private ModelFiles() {}

  /**
   * The store of this call.
   *
   * @param options of the command
   */
  static ModelStore store(CommonOptions options) {
    ModelStore store = ModelStore.defaults();
    if (store.directory().isEmpty()) {
      store = Checkout.folder("models").map(store::withDirectory).orElse(store);
    }
    store = store.accepting(options.acceptedLicences.toArray(String[]::new));
    return options.offline ? store.offline() : store.withProgress(new DownloadBar());
  }
}
