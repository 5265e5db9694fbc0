package org.refold.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.data.sets.Synthetic;
import org.refold.kernel.Precision;
import org.refold.kernel.UnclosedMemory;
import org.refold.settings.BadInputException;

/** What every model's file holds, and what becomes of damaged ones, whatever the model. */
class ModelFileTest {

  private static final Interactions DATA = new Synthetic(30, 20, 300, 5).generate().interactions();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path saved;

  private static Fitted<? extends Model> fit(int latent) {
    return Catalogue.create(
            "cdae", Map.of("latent", latent, "epochs", 1, "batchSize", 10, "negatives", 1))
        .fit(DATA, Fitting.withSeed(1));
  }

  @BeforeEach
  void save() throws IOException {
    saved = folder.resolve("saved");
    try (Fitted<? extends Model> fitted = fit(4)) {
      ModelFile.write(saved, fitted, Map.of("data", "thirty users"));
    }
  }

  private void load() throws IOException {
    Catalogue.load(saved).close();
  }

  private void assertRefused(String... message) {
    assertThatThrownBy(this::load)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(saved.toString())
        .hasMessageContainingAll(message);
  }

  private List<String> inFolder() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Makes a header without a hash of its own, as earlier versions wrote it. */
  private void edit(Consumer<ObjectNode> change) throws IOException {
    Path header = saved.resolve("model.json");
    ObjectNode json = (ObjectNode) JSON.readTree(header.toFile());
    json.remove("header_sha256");
    change.accept(json);
    Files.write(header, JSON.writeValueAsBytes(json));
  }

  /** Makes the header agree with the other files as they are now. */
  private void rehash() throws IOException {
    String weights = sha256("weights.safetensors");
    String items = sha256("items.txt");
    String users = sha256("users.txt");
    edit(
        json -> {
          json.put("weights_sha256", weights);
          ((ObjectNode) json.get("vocabularies"))
              .put("items_sha256", items)
              .put("users_sha256", users);
        });
  }

  private String sha256(String name) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(saved.resolve(name));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theHeaderTellsWhatTheModelIs() throws IOException {
    ModelFile file = ModelFile.open(saved);
    assertThat(file.model()).isEqualTo("cdae");
    assertThat(file.settings()).containsEntry("latent", 4).containsEntry("optimizer", "adagrad");
    assertThat(file.provenance()).containsExactly(Map.entry("data", "thirty users"));
    assertThat(file.log().epochs()).hasSize(1);
    String json = Files.readString(saved.resolve("model.json"));
    assertThat(json).contains("\"refold.model/1\"", "\"code_version\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.safetensors", "items.txt", "users.txt"})
  void aChangedByteIsRefused(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(saved.resolve(name));
    for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
      byte[] changed = bytes.clone();
      changed[at] = (byte) (changed[at] ^ 1);
      Files.write(saved.resolve(name), changed);
      assertRefused(name, "is damaged", "SHA-256");
    }
    Files.write(saved.resolve(name), Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused(name, "is damaged", "SHA-256");
    Files.write(saved.resolve(name), bytes);
    load();
  }

  @Test
  void aChangedByteOfTheHeaderIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(saved.resolve("model.json"));
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] = (byte) (changed[at] ^ 1);
      Files.write(saved.resolve("model.json"), changed);
      assertRefused("model.json");
    }
  }

  @Test
  void whatWasReadBeforeAFailureIsFreed() throws IOException {
    ModelFile file = ModelFile.open(saved);
    long before = UnclosedMemory.bytes();
    int items = DATA.itemCount();
    assertThatThrownBy(
            () ->
                file.read(
                    parts -> {
                      parts.matrix("encoder", Precision.FLOAT, items, 4);
                      return parts.matrix("encoder", Precision.FLOAT, items, 5);
                    }))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'encoder' has the shape");
    assertThat(UnclosedMemory.bytes()).isEqualTo(before);
  }

  @Test
  void aHeaderWithoutAHashOfItsOwnIsRead() throws IOException {
    edit(json -> json.put("model", "cdae"));
    load();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "weights.safetensors", "items.txt", "users.txt"})
  void aFileThatIsMissingIsNamed(String name) throws IOException {
    Files.delete(saved.resolve(name));
    assertRefused(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "[]", "no json", "H\0\0\0\0", "{\"format\": 1}"})
  void whatIsNoHeaderIsRefused(String text) throws IOException {
    Files.writeString(saved.resolve("model.json"), text);
    assertRefused("model.json");
  }

  @Test
  void aLaterFormatIsRefused() throws IOException {
    edit(json -> json.put("format", "refold.model/2"));
    assertRefused("model.json", "'refold.model/2'", "reads 'refold.model/1'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model", "settings", "vocabularies", "rating_scale", "provenance", "training"})
  void aHeaderThatLacksAPartIsRefused(String part) throws IOException {
    edit(json -> json.remove(part));
    assertRefused("model.json", "lacks a part");
  }

  @Test
  void aModelThatIsUnknownIsRefused() throws IOException {
    edit(json -> json.put("model", "cdea"));
    assertRefused("'cdea'", "did you mean 'cdae'");
  }

  @Test
  void aSettingThatIsUnknownIsRefused() throws IOException {
    edit(json -> ((ObjectNode) json.get("settings")).put("latnet", 4));
    assertRefused("'latnet'", "did you mean 'latent'");
  }

  @Test
  void aSettingThatCannotBeReadIsRefused() throws IOException {
    edit(json -> ((ObjectNode) json.get("settings")).putNull("latent"));
    assertRefused("latent is 'null'");
    edit(json -> ((ObjectNode) json.get("settings")).put("latent", 0));
    assertRefused("latent is 0");
  }

  @Test
  void arraysOfAnotherShapeAreRefused() throws IOException {
    edit(json -> ((ObjectNode) json.get("settings")).put("latent", 5));
    assertRefused("weights.safetensors", "'encoder' has the shape [20, 4]", "needs [20, 5]");
  }

  @Test
  void anArrayThatIsMissingIsRefused() throws IOException {
    edit(json -> json.put("model", "mult-dae").set("settings", JSON.createObjectNode()));
    assertRefused("weights.safetensors", "has no 'encoder 1'");
  }

  @Test
  void itemsOfAnotherNumberOrTwiceAreRefused() throws IOException {
    List<String> ids = Files.readAllLines(saved.resolve("items.txt"));
    Files.write(saved.resolve("items.txt"), ids.subList(0, 19));
    rehash();
    assertRefused("items.txt", "has 19 ids", "says 20");
    Files.write(
        saved.resolve("items.txt"),
        Stream.concat(ids.stream().limit(19), ids.stream().limit(1)).toList());
    rehash();
    assertRefused("items.txt", "19 of them different");
  }

  /** The hash only tells what changed by accident. */
  @Test
  void weightsThatWereDamagedBeforeTheyWereHashedAreRefusedOrDoNoHarm() throws IOException {
    byte[] bytes = Files.readAllBytes(saved.resolve("weights.safetensors"));
    int refused = 0;
    for (int at = 0; at < 400; at += 3) {
      byte[] changed = bytes.clone();
      changed[at] = (byte) (changed[at] ^ (1 << at % 7));
      Files.write(saved.resolve("weights.safetensors"), changed);
      rehash();
      try {
        load();
      } catch (BadInputException e) {
        assertThat(e).hasMessageContaining(saved.toString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  @Test
  void aFolderThatIsNoModelFileIsRefused() {
    saved = folder.resolve("other");
    assertRefused("is no model file", "model.json");
  }

  @Test
  void anEarlierModelFileIsReplaced() throws IOException {
    try (Fitted<? extends Model> other = fit(6)) {
      other.save(saved);
    }
    assertThat(ModelFile.open(saved).settings()).containsEntry("latent", 6);
    load();
    assertThat(inFolder()).containsExactly("saved");
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    saved = Files.createDirectory(folder.resolve("empty"));
    try (Fitted<? extends Model> fitted = fit(4)) {
      fitted.save(saved);
    }
    load();
  }

  /** Also where a model file stands among other files, which would be lost. */
  @ParameterizedTest
  @CsvSource({"other, notes.txt", "saved, notes.txt"})
  void aFolderOfOtherThingsIsRefusedAndUntouched(String name, String other) throws IOException {
    saved = folder.resolve(name);
    Files.createDirectories(saved);
    Files.writeString(saved.resolve(other), "mine");
    List<String> before = contents(saved);
    try (Fitted<? extends Model> fitted = fit(6)) {
      assertThatThrownBy(() -> fitted.save(saved))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(saved.toString());
    }
    assertThat(contents(saved)).isEqualTo(before);
    assertThat(Files.readString(saved.resolve(other))).isEqualTo("mine");
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .map(path -> path.getFileName() + " " + path.toFile().length())
          .sorted()
          .toList();
    }
  }

  @Test
  void aFileInPlaceOfAFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    try (Fitted<? extends Model> fitted = fit(4)) {
      assertThatThrownBy(() -> fitted.save(file)).isInstanceOf(BadInputException.class);
    }
    assertThat(file).hasContent("mine");
  }

  /** Fails once some of its parts are handed over. */
  private record Failing(Recommender recommender, Vocabulary items) implements TestModel {
    @Override
    public void save(ModelWriter file) {
      file.add("half", new float[] {1});
      throw new IllegalStateException("the other half is lost");
    }
  }

  @Test
  void whatFailsLeavesTheEarlierModelAndNothingHalfWritten() throws IOException {
    Fitted<Failing> failing = Fitted.of(new Failing(Catalogue.create("popularity"), DATA.items()));
    assertThatThrownBy(() -> failing.save(saved)).hasMessage("the other half is lost");
    assertThatThrownBy(() -> failing.save(folder.resolve("new")))
        .hasMessage("the other half is lost");
    assertThat(inFolder()).containsExactly("saved");
    load();
  }

  /** A setting of a type that has no text. */
  private record Textless(Thread thread) implements Recommender {
    @Override
    public String name() {
      return "textless";
    }

    @Override
    public Fitted<? extends Model> fit(Interactions train, Fitting fitting) {
      throw new UnsupportedOperationException("is never fitted");
    }

    @Override
    public Model load(ModelReader file) {
      throw new UnsupportedOperationException("is never saved");
    }

    @Override
    public long fitBytes(Interactions train) {
      return 0;
    }
  }

  /** Hands over all of its parts. */
  private record Whole(Recommender recommender, Vocabulary items) implements TestModel {
    @Override
    public void save(ModelWriter file) {
      file.add("all", new float[] {1});
    }
  }

  @Test
  void settingsWithoutATextFormAreRefused() throws IOException {
    Fitted<Whole> fitted = Fitted.of(new Whole(new Textless(Thread.currentThread()), DATA.items()));
    assertThatThrownBy(() -> fitted.save(folder.resolve("new")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("textless cannot be saved", "settings");
    assertThat(inFolder()).containsExactly("saved");
  }

  @Test
  void idsMayHoldWhatEndsLines() throws IOException {
    List<String> ids = List.of("a\nb", "a\\nb", "\r", "", " c ", "\\", "d\u2028e", "\u00e9");
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int item = 0; item < ids.size(); item++) {
      builder.add(0, item, 1, 0);
    }
    Interactions odd =
        builder.build(
            Vocabulary.of(List.of("u\n1")),
            Vocabulary.of(ids),
            InteractionsBuilder.Duplicates.KEEP);
    Path target = folder.resolve("odd");
    Catalogue.create("popularity").fit(odd, Fitting.withSeed(1)).save(target);
    assertThat(Catalogue.load(target).model().items().ids()).isEqualTo(ids);
    assertThat(Files.readString(target.resolve("items.txt"), StandardCharsets.UTF_8).lines())
        .hasSize(ids.size());
  }
}
