package org.refold.recommend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.RatingScale;
import org.refold.data.Vocabulary;
import org.refold.kernel.files.NumberType;
import org.refold.kernel.files.Safetensors;
import org.refold.settings.BadInputException;
import org.refold.settings.CodeVersion;
import org.refold.settings.JsonBytes;
import org.refold.settings.Places;
import org.refold.settings.RecordText;

/**
 * A fitted model in a folder: {@code model.json} (format version, name and settings of the
 * recommender, code version, sizes and hashes of the other files, rating scale, where the data came
 * from, training log), {@code weights.safetensors}, {@code items.txt} and {@code users.txt}.
 *
 * <p>Written whole or not at all, and nothing in it is believed before it is checked: names of
 * files are fixed, sizes and SHA-256 hashes must agree, arrays must have the shapes that the
 * settings ask for.
 */
public final class ModelFile {

  /** The version of the layout. */
  public static final String FORMAT = "refold.model/1";

  private static final String FORMAT_FAMILY = "refold.model/";
  private static final String HEADER = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String ITEMS = "items.txt";
  private static final String USERS = "users.txt";
  private static final Set<String> PARTS = Set.of(HEADER, WEIGHTS, ITEMS, USERS);
  private static final long LARGEST_HEADER = 64L << 20;
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
  private static final Vocabulary NO_USERS = Vocabulary.of(List.of());

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path folder;
  private final ModelHeader header;

  private ModelFile(Path folder, ModelHeader header) {
    this.folder = folder;
    this.header = header;
  }

  /**
   * Writes a model.
   *
   * @param folder must not exist, or hold nothing but a model file, which is replaced
   * @param provenance where the training data came from: names with values
   * @throws BadInputException if the folder holds something else, or the recommender has no
   *     settings in text
   * @throws IOException if it cannot be written; what was there stays
   */
  public static void write(Path folder, Fitted<?> fitted, Map<String, String> provenance)
      throws IOException {
    write(folder, fitted, provenance, WeightBits.FULL);
  }

  /**
   * The same with weights of fewer bits.
   *
   * @param bits how matrices are stored
   */
  public static void write(
      Path folder, Fitted<?> fitted, Map<String, String> provenance, WeightBits bits)
      throws IOException {
    checkTarget(folder);
    Path target = folder.toAbsolutePath().normalize();
    Model model = fitted.model();
    ModelWriter parts =
        new ModelWriter(
            new InteractionsBuilder(false, false).build(NO_USERS, model.items(), Duplicates.KEEP),
            bits);
    Files.createDirectories(parent(target));
    Path unfinished = Files.createDirectory(beside(target));
    try {
      model.save(parts);
      SortedMap<String, Object> settings = settings(model.recommender());
      parts.finish().write(unfinished.resolve(WEIGHTS));
      Files.write(unfinished.resolve(ITEMS), IdLines.bytes(model.items()));
      Files.write(unfinished.resolve(USERS), IdLines.bytes(parts.histories().users()));
      ModelHeader header =
          new ModelHeader(
              FORMAT,
              model.recommender().name(),
              settings,
              CodeVersion.current(),
              new ModelHeader.Vocabularies(
                  model.items().size(),
                  sha256(unfinished.resolve(ITEMS)),
                  parts.histories().userCount(),
                  sha256(unfinished.resolve(USERS))),
              new ModelHeader.Scale(parts.scale().least(), parts.scale().most()),
              sha256(unfinished.resolve(WEIGHTS)),
              new TreeMap<>(provenance),
              ModelHeader.Log.of(fitted.log()),
              HeaderHash.NONE);
      Files.write(unfinished.resolve(HEADER), HeaderHash.seal(JSON.writeValueAsBytes(header)));
      replace(target, unfinished);
    } catch (IOException e) {
      throw Places.naming(folder, e);
    } finally {
      parts.close();
      delete(unfinished);
    }
  }

  /**
   * Checks where a model is to go, before one is fitted for it.
   *
   * @param folder must not exist, be empty, or be a model file
   * @throws BadInputException if the folder holds something else, or cannot be made
   * @throws IOException if it cannot be read
   */
  public static void checkTarget(Path folder) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target) && !isReplaceable(target)) {
      throw new BadInputException(
          folder
              + " is there already and is no model file, or holds more than one; name another"
              + " folder");
    }
    Places.checkWritable("the model", target);
  }

  private static SortedMap<String, Object> settings(Recommender recommender) {
    try {
      return RecordText.write(recommender);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInputException(
          "%s cannot be saved, as its settings have no form in text: %s"
              .formatted(recommender.name(), e.getMessage()),
          e);
    }
  }

  /** A name that no other folder has; the permissions are those of any new folder. */
  private static Path beside(Path target) {
    return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static boolean isReplaceable(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<String> names;
    try (Stream<Path> inside = Files.list(folder)) {
      names = inside.map(path -> String.valueOf(path.getFileName())).toList();
    }
    return names.isEmpty() || (PARTS.containsAll(names) && isHeaderOfAModel(folder));
  }

  /** Other programs may have files of these names, too. */
  private static boolean isHeaderOfAModel(Path folder) throws IOException {
    Path file = folder.resolve(HEADER);
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_HEADER) {
      return false;
    }
    try {
      return JsonBytes.tree(JSON, Files.readAllBytes(file))
          .path("format")
          .asText()
          .startsWith(FORMAT_FAMILY);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** The old folder steps aside, the new one takes its name, and only then the old one goes. */
  private static void replace(Path target, Path finished) throws IOException {
    if (!Files.exists(target)) {
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path aside = beside(target);
    Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(aside);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> inside = Files.walk(folder)) {
      deepestFirst = inside.sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** How many bytes the file of the weights has. */
  public long weightBytes() throws IOException {
    return Files.size(folder.resolve(WEIGHTS));
  }

  /**
   * How it stores matrices: {@link WeightBits#EIGHT} if any is rounded to bytes.
   *
   * @throws BadInputException if the file of the weights is damaged
   */
  public WeightBits bits() throws IOException {
    try (Safetensors weights = Safetensors.open(folder.resolve(WEIGHTS))) {
      boolean rounded =
          weights.tensors().values().stream().anyMatch(each -> each.type() == NumberType.I8);
      return rounded ? WeightBits.EIGHT : WeightBits.FULL;
    }
  }

  /**
   * Opens a model file: reads its header and checks the other files against it.
   *
   * @throws BadInputException if it is no model file, one of a later version, or damaged
   * @throws IOException if it cannot be read
   */
  public static ModelFile open(Path folder) throws IOException {
    ModelHeader header = header(folder);
    ModelFile file = new ModelFile(folder, header);
    file.checkHash(ITEMS, header.vocabularies().itemsSha256());
    file.checkHash(USERS, header.vocabularies().usersSha256());
    file.checkHash(WEIGHTS, header.weightsSha256());
    return file;
  }

  private static ModelHeader header(Path folder) throws IOException {
    Path file = folder.resolve(HEADER);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "%s is no model file: there is no %s in it; name a folder that `evaluate --save` or save(...) wrote"
              .formatted(folder, HEADER));
    }
    if (Files.size(file) > LARGEST_HEADER) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes, more than any model's; it is damaged, save the model again",
              file,
              Files.size(file)));
    }
    byte[] json = Files.readAllBytes(file);
    checkFormat(file, json);
    try {
      ModelHeader found = complete(file, JSON.readValue(json, ModelHeader.class));
      checkOwnHash(file, json, found.headerSha256());
      return found;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s is damaged: %s; save the model again".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /** Files of earlier versions have no hash of their own, and no field that is not known. */
  private static void checkOwnHash(Path file, byte[] json, @Nullable String expected)
      throws IOException {
    boolean whole =
        expected == null
            ? ModelHeader.FIELDS.containsAll(
                JSON.convertValue(JsonBytes.tree(JSON, json), FIELDS).keySet())
            : HeaderHash.isOf(json, expected);
    if (!whole) {
      throw new BadInputException(
          "%s is damaged: its content is not that of its header_sha256; save the model again"
              .formatted(file));
    }
  }

  private static void checkFormat(Path file, byte[] json) throws IOException {
    String format;
    try {
      format = JsonBytes.tree(JSON, json).path("format").asText();
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s is no JSON: %s; save the model again".formatted(file, e.getOriginalMessage()), e);
    }
    if (!format.equals(FORMAT)) {
      throw new BadInputException(
          format.startsWith(FORMAT_FAMILY)
              ? "%s has the format '%s', but this version reads '%s'; use the version that wrote it, or fit again"
                  .formatted(file, format, FORMAT)
              : "%s has the format '%s', which is no model's; expected '%s'"
                  .formatted(file, format, FORMAT));
    }
  }

  private static ModelHeader complete(Path file, @Nullable ModelHeader header) {
    if (header == null
        || Stream.of(
                header.model(),
                header.settings(),
                header.vocabularies(),
                header.ratingScale(),
                header.weightsSha256(),
                header.provenance(),
                header.training())
            .anyMatch(part -> part == null)) {
      throw new BadInputException(
          file + " lacks a part that every model has; it is damaged, save the model again");
    }
    return header;
  }

  private void checkHash(String name, @Nullable String expected) throws IOException {
    Path file = folder.resolve(name);
    String found;
    try {
      found = sha256(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          "%s lacks %s; the model file is not whole, save the model again".formatted(folder, name),
          e);
    }
    if (!found.equals(expected)) {
      throw new BadInputException(
          "%s is damaged: its SHA-256 is %s, but %s says %s; save the model again"
              .formatted(file, found, HEADER, expected));
    }
  }

  /** The name of the recommender in the catalogue. */
  public String model() {
    return header.model();
  }

  /** The hyper-parameters, by name, as {@link RecordText} writes them. */
  public SortedMap<String, Object> settings() {
    return new TreeMap<>(header.settings());
  }

  /** Where the training data came from. */
  public Map<String, String> provenance() {
    return header.provenance();
  }

  /**
   * The items of the model, without the model.
   *
   * @throws IOException if they cannot be read
   */
  public Vocabulary items() throws IOException {
    return IdLines.read(folder.resolve(ITEMS), header.vocabularies().items());
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** The SHA-256 of the weights, in hexadecimal digits. */
  public String weightsSha256() {
    return header.weightsSha256();
  }

  /** The commit of the code that fitted the model; {@code unknown} where none was told. */
  public String codeVersion() {
    return Objects.requireNonNullElse(header.codeVersion(), "unknown");
  }

  /** How the training went. */
  public TrainingLog log() {
    return header.training().log();
  }

  /**
   * Makes the model again.
   *
   * @param recommender that of the file, with its settings
   * @throws BadInputException if a part is missing or has another shape than the settings ask for
   * @throws IOException if it cannot be read
   */
  public Fitted<? extends Model> load(Recommender recommender) throws IOException {
    return new Fitted<>(read(recommender::load), log());
  }

  /** Reads parts of a model file. */
  @FunctionalInterface
  public interface Reading<T> {
    /** What is made of the parts. */
    T of(ModelReader file) throws IOException;
  }

  /**
   * Reads parts of the model, such as parameters that another training starts from. Where that
   * fails, matrices that were read before are freed.
   *
   * @throws BadInputException if a part is missing or has another shape
   * @throws IOException if it cannot be read
   */
  public <T> T read(Reading<T> reading) throws IOException {
    ModelHeader.Vocabularies sizes = header.vocabularies();
    Vocabulary items = items();
    Vocabulary users = IdLines.read(folder.resolve(USERS), sizes.users());
    RatingScale scale = new RatingScale(header.ratingScale().least(), header.ratingScale().most());
    Path file = folder.resolve(WEIGHTS);
    try (Safetensors weights = Safetensors.open(file)) {
      ModelReader reader = new ModelReader(weights, file.toString(), items, users, scale);
      try {
        return reading.of(reader);
      } catch (IOException | RuntimeException | Error e) {
        reader.abandon();
        throw e;
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
