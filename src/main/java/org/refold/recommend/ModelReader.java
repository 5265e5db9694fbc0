package org.refold.recommend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.RatingScale;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.files.NumberType;
import org.refold.kernel.files.Safetensors;
import org.refold.kernel.files.StoredTensor;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** Hands out what a model file holds, in the shapes that the model expects, or refuses. */
public final class ModelReader {

  private final Safetensors weights;
  private final String where;
  private final String prefix;
  private final Vocabulary items;
  private final Vocabulary users;
  private final RatingScale scale;
  private final List<Matrix> given;

  ModelReader(
      Safetensors weights, String where, Vocabulary items, Vocabulary users, RatingScale scale) {
    this(weights, where, "", items, users, scale, new ArrayList<>());
  }

  private ModelReader(
      Safetensors weights,
      String where,
      String prefix,
      Vocabulary items,
      Vocabulary users,
      RatingScale scale,
      List<Matrix> given) {
    this.weights = weights;
    this.where = where;
    this.prefix = prefix;
    this.items = items;
    this.users = users;
    this.scale = scale;
    this.given = given;
  }

  /** What {@link ModelWriter#within} wrote of a model within the model. */
  public ModelReader within(String part) {
    return new ModelReader(weights, where, prefix + part, items, users, scale, given);
  }

  /** The items of the model. */
  public Vocabulary items() {
    return items;
  }

  /** The users of the model; none if it knows no users. */
  public Vocabulary users() {
    int count = userCount();
    return count == users.size() ? users : users.subset(IntStream.range(0, count).toArray());
  }

  private int userCount() {
    String name = prefix + ModelWriter.USER_COUNT;
    if (!weights.tensors().containsKey(name)) {
      return prefix.isEmpty() ? users.size() : 0;
    }
    try {
      int[] count = weights.ints(name);
      if (count.length == 1 && count[0] >= 0 && count[0] <= users.size()) {
        return count[0];
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw damaged("'%s' is not how many of %s a model knows".formatted(name, users));
  }

  /** The scale of the training ratings. */
  public RatingScale scale() {
    return scale;
  }

  /**
   * A matrix, which the caller closes; of floats also where the file has them rounded to bytes.
   *
   * @throws BadInputException if there is none of this name, shape and precision
   */
  public Matrix matrix(String name, Precision precision, int rows, int columns) throws IOException {
    check(name, List.of((long) rows, (long) columns));
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    try {
      String full = prefix + name;
      if (tensor(full).type() == NumberType.I8 && precision == Precision.FLOAT) {
        weights.readBytesInto(full, matrix);
      } else {
        weights.readInto(full, matrix);
      }
      given.add(matrix);
      return matrix;
    } catch (IOException | RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  /** Whether the file has a matrix rounded to bytes. */
  public boolean hasBytes(String name) {
    return tensor(prefix + name).type() == NumberType.I8;
  }

  /**
   * A matrix that the file has rounded to bytes, as it is.
   *
   * @param taker receives the bytes of each row
   * @return the scale of each row: a number is its byte times that
   * @throws BadInputException if there is none of this name and shape
   */
  public float[] bytes(String name, int rows, int columns, Safetensors.ByteRowTaker taker)
      throws IOException {
    check(name, List.of((long) rows, (long) columns));
    return weights.readBytes(prefix + name, rows, columns, taker);
  }

  /** The names of all matrices of the model, those of models within it among them. */
  public List<String> matrices() {
    return weights.tensors().entrySet().stream()
        .filter(tensor -> tensor.getKey().startsWith(prefix))
        .filter(tensor -> tensor.getValue().shape().size() == 2)
        .map(tensor -> tensor.getKey().substring(prefix.length()))
        .toList();
  }

  /**
   * A matrix of floats in the shape that it has, which the caller closes.
   *
   * @throws BadInputException if there is none of this name
   */
  public Matrix matrix(String name) throws IOException {
    List<Long> shape = tensor(prefix + name).shape();
    if (shape.size() != 2) {
      throw new BadInputException(
          "%s: '%s' has the shape %s, and is no matrix".formatted(where, name, shape));
    }
    return matrix(
        name, Precision.FLOAT, Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1)));
  }

  /**
   * An array of floats.
   *
   * @throws BadInputException if there is none of this name and length
   */
  public float[] floats(String name, int length) throws IOException {
    check(name, List.of((long) length));
    float[] numbers = new float[length];
    try (Matrix row = Matrix.floats(1, length)) {
      weights.readInto(prefix + name, row);
      row.readRow(0, numbers);
    }
    return numbers;
  }

  /**
   * An array of integers of any length.
   *
   * @throws BadInputException if there is none of this name
   */
  public int[] ints(String name) throws IOException {
    return allInts(prefix + name);
  }

  private int[] allInts(String name) throws IOException {
    tensor(name);
    return weights.ints(name);
  }

  /**
   * The same for as many as are expected.
   *
   * @throws BadInputException if there is none of this name and length
   */
  public int[] ints(String name, int length) throws IOException {
    check(name, List.of((long) length));
    return ints(name);
  }

  /**
   * The training histories of the users that the model knows.
   *
   * @throws BadInputException if there are none, or they are not of these users and items
   */
  public Interactions histories() throws IOException {
    int[] starts = allInts(ModelWriter.HISTORY_STARTS);
    int[] history = allInts(ModelWriter.HISTORY_ITEMS);
    boolean ascend = starts.length == users.size() + 1 && starts[0] == 0;
    for (int user = 0; ascend && user < users.size(); user++) {
      ascend = starts[user] <= starts[user + 1];
    }
    boolean known = Arrays.stream(history).allMatch(item -> item >= 0 && item < items.size());
    if (!ascend || !known || starts[users.size()] != history.length) {
      throw damaged(
          String.format(
              Locale.ROOT,
              "the histories are not those of %d users over %d items",
              users.size(),
              items.size()));
    }
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < users.size(); user++) {
      for (int p = starts[user]; p < starts[user + 1]; p++) {
        builder.add(user, history[p], 1, 0);
      }
    }
    Interactions all = builder.build(users, items, InteractionsBuilder.Duplicates.KEEP);
    int count = userCount();
    return count == users.size() ? all : all.rows(IntStream.range(0, count).toArray());
  }

  /**
   * A complaint about parts that do not go together.
   *
   * @param what is wrong with them
   */
  public BadInputException damaged(String what) {
    return new BadInputException(
        "%s: %s; the file is damaged, save the model again".formatted(where, what));
  }

  /** Frees all matrices that were handed out, where nothing came of them. */
  void abandon() {
    given.forEach(Matrix::close);
  }

  private void check(String name, List<Long> shape) {
    List<Long> found = tensor(prefix + name).shape();
    if (!found.equals(shape)) {
      throw new BadInputException(
          "%s: '%s' has the shape %s, but the model needs %s; the file is damaged or of another model"
              .formatted(where, prefix + name, found, shape));
    }
  }

  private StoredTensor tensor(String name) {
    StoredTensor tensor = weights.tensors().get(name);
    if (tensor == null) {
      throw new BadInputException(
          "%s has no '%s'; %s"
              .formatted(where, name, Suggestions.hint(name, weights.tensors().keySet())));
    }
    return tensor;
  }
}
