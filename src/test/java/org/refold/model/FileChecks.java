package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.RecordText;

/** A model that is saved and loaded is the same model. */
final class FileChecks {

  private FileChecks() {}

  static List<DynamicTest> of(Recommender recommender, Fitted<? extends Model> fitted) {
    return List.of(
        dynamicTest(
            "a saved model is loaded with the same settings and log",
            () -> inFolder(folder -> circumstances(recommender, fitted, folder))),
        dynamicTest(
            "a saved model is loaded with the same bits in all that it says",
            () -> inFolder(folder -> bits(fitted, folder))),
        dynamicTest(
            "a loaded model is saved as the same bytes",
            () -> inFolder(folder -> savedAgain(fitted, folder))));
  }

  /** The one check of a model that is kept in files of another library. */
  static DynamicTest refusal(Fitted<? extends Model> fitted) {
    return dynamicTest(
        "a model that is kept in files of another library says so",
        () -> inFolder(folder -> isKeptElsewhere(fitted, folder)));
  }

  private static void isKeptElsewhere(Fitted<? extends Model> fitted, Path folder)
      throws IOException {
    assertThatThrownBy(() -> fitted.save(folder.resolve("model")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Tribuo");
    try (var inside = Files.list(folder)) {
      assertThat(inside).isEmpty();
    }
  }

  interface InFolder {
    void run(Path folder) throws IOException;
  }

  static void inFolder(InFolder check) throws IOException {
    Path folder = Files.createTempDirectory("model");
    try {
      check.run(folder);
    } finally {
      try (var inside = Files.walk(folder)) {
        for (Path path : inside.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** The recommender is made again from the text of the file. */
  static Fitted<? extends Model> load(Path folder, Recommender like) throws IOException {
    ModelFile file = ModelFile.open(folder);
    return file.load(RecordText.with(like, file.settings()));
  }

  private static void circumstances(
      Recommender recommender, Fitted<? extends Model> fitted, Path folder) throws IOException {
    Path saved = folder.resolve("model");
    fitted.save(saved);
    assertThat(ModelFile.open(saved).model()).isEqualTo(recommender.name());
    try (Fitted<? extends Model> loaded = load(saved, recommender)) {
      assertThat(loaded.model().recommender()).isEqualTo(recommender);
      assertThat(fitted.model().recommender()).isEqualTo(recommender);
      assertThat(loaded.log()).isEqualTo(fitted.log());
      assertThat(loaded.model()).hasSameClassAs(fitted.model());
      assertThat(loaded.model().items()).isEqualTo(fitted.model().items());
    }
  }

  private static void bits(Fitted<? extends Model> fitted, Path folder) throws IOException {
    fitted.save(folder.resolve("model"));
    Map<String, float[]> expected = Scores.everything(fitted.model());
    try (Fitted<? extends Model> loaded =
        load(folder.resolve("model"), fitted.model().recommender())) {
      Map<String, float[]> again = Scores.everything(loaded.model());
      assertThat(again).hasSameSizeAs(expected);
      expected.forEach((what, numbers) -> assertThat(again.get(what)).as(what).isEqualTo(numbers));
      if (fitted.model() instanceof KnownUsers known) {
        sameHistories(((KnownUsers) loaded.model()).histories(), known.histories());
      }
    }
  }

  private static void sameHistories(Interactions actual, Interactions expected) {
    assertThat(actual.users()).isEqualTo(expected.users());
    for (int user = 0; user < expected.userCount(); user++) {
      assertThat(actual.itemsOf(user)).isEqualTo(expected.itemsOf(user));
    }
  }

  private static void savedAgain(Fitted<? extends Model> fitted, Path folder) throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    fitted.save(first);
    try (Fitted<? extends Model> loaded = load(first, fitted.model().recommender())) {
      loaded.save(second);
    }
    for (String name : List.of("model.json", "weights.safetensors", "items.txt", "users.txt")) {
      assertThat(Files.mismatch(first.resolve(name), second.resolve(name))).as(name).isEqualTo(-1);
    }
  }
}
