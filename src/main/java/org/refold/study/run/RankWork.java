package org.refold.study.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.cluster.Work;
import org.refold.data.Candidates;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Rankings;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.settings.BadInputException;

/**
 * Ranks a block of users by a saved model, which the worker opens itself and keeps; histories come
 * with the task, so that the data need not be there.
 */
public final class RankWork implements Work {

  /** Only its conventions count, of which ties go by index. */
  private static final String METRIC = "ndcg@10";

  /** Models that are open in this process, which are as many as it is asked for. */
  private static final Map<String, Fitted<? extends Model>> MODELS = new HashMap<>();

  /**
   * What is to be done.
   *
   * @param model the folder of the model, absolute
   * @param sha256 the hash of its weights
   * @param longest how many items of each user are wanted
   * @param foldInItems what becomes of items of the history
   */
  record Order(String model, String sha256, int longest, FoldInItems foldInItems) {

    /** The bytes of the order for some users. */
    byte[] task(Holdout users, int from, int to) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(model);
        out.writeUTF(sha256);
        out.writeInt(longest);
        out.writeUTF(foldInItems.name());
        Interactions foldIn = users.foldIn();
        out.writeInt(to - from);
        for (int user = from; user < to; user++) {
          out.writeUTF(foldIn.users().id(user));
        }
        write(foldIn, from, to, out);
        out.writeBoolean(users.histories() != foldIn);
        if (users.histories() != foldIn) {
          write(users.histories(), from, to, out);
        }
        Candidates candidates = users.candidates();
        out.writeBoolean(candidates != null);
        for (int user = from; candidates != null && user < to; user++) {
          write(candidates.of(user), out);
        }
      }
      return bytes.toByteArray();
    }
  }

  private static void write(Interactions rows, int from, int to, DataOutputStream out)
      throws IOException {
    out.writeBoolean(rows.hasValues());
    out.writeBoolean(rows.hasTimes());
    for (int user = from; user < to; user++) {
      out.writeInt(rows.count(user));
      for (int p = rows.start(user); p < rows.end(user); p++) {
        out.writeInt(rows.item(p));
        if (rows.hasValues()) {
          out.writeFloat(rows.value(p));
        }
        if (rows.hasTimes()) {
          out.writeLong(rows.time(p));
        }
      }
    }
  }

  private static void write(int[] numbers, DataOutputStream out) throws IOException {
    out.writeInt(numbers.length);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  @Override
  public byte[] run(byte[] task) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(task))) {
      Model model = model(in.readUTF(), in.readUTF());
      int longest = in.readInt();
      FoldInItems foldInItems = FoldInItems.valueOf(in.readUTF());
      List<String> ids = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        ids.add(in.readUTF());
      }
      Vocabulary users = Vocabulary.of(ids);
      Interactions foldIn = read(users, model.items(), in);
      Interactions histories = in.readBoolean() ? read(users, model.items(), in) : foldIn;
      Candidates candidates = in.readBoolean() ? Candidates.of(lists(users.size(), in)) : null;
      Interactions nothing =
          new InteractionsBuilder(false, false).build(users, model.items(), Duplicates.KEEP);
      Holdout rows =
          new Holdout(foldIn, nothing, Holdout.Generalisation.WEAK, candidates, histories);
      Evaluator evaluator = Evaluator.of(METRIC).withFoldInItems(foldInItems);
      return ranked(evaluator, model, rows, longest);
    }
  }

  private static byte[] ranked(Evaluator evaluator, Model model, Holdout rows, int longest)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      List<int[]> found = new ArrayList<>();
      Rankings.best(
          evaluator,
          model,
          rows,
          longest,
          (user, rank, item, score) ->
              found.add(new int[] {user, item, Float.floatToRawIntBits(score)}));
      out.writeInt(found.size());
      for (int[] one : found) {
        for (int number : one) {
          out.writeInt(number);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static Interactions read(Vocabulary users, Vocabulary items, DataInputStream in)
      throws IOException {
    boolean values = in.readBoolean();
    boolean times = in.readBoolean();
    InteractionsBuilder builder = new InteractionsBuilder(values, times);
    for (int user = 0; user < users.size(); user++) {
      for (int left = in.readInt(); left > 0; left--) {
        int item = in.readInt();
        float value = values ? in.readFloat() : 1;
        builder.add(user, item, value, times ? in.readLong() : 0);
      }
    }
    return builder.build(users, items, Duplicates.KEEP);
  }

  private static List<int[]> lists(int users, DataInputStream in) throws IOException {
    List<int[]> lists = new ArrayList<>(users);
    for (int user = 0; user < users; user++) {
      int[] list = new int[in.readInt()];
      for (int k = 0; k < list.length; k++) {
        list[k] = in.readInt();
      }
      lists.add(list);
    }
    return lists;
  }

  /** Tasks that come at once wait for the first to open the model. */
  private static Model model(String folder, String sha256) {
    synchronized (MODELS) {
      Fitted<? extends Model> fitted = MODELS.get(folder + sha256);
      if (fitted == null) {
        fitted = open(folder, sha256);
        MODELS.put(folder + sha256, fitted);
      }
      return fitted.model();
    }
  }

  private static Fitted<? extends Model> open(String folder, String sha256) {
    Path path = Path.of(folder);
    try {
      ModelFile file = ModelFile.open(path);
      if (!file.weightsSha256().equals(sha256)) {
        throw new BadInputException(
            "the model in %s is another there than here; give all workers the same"
                .formatted(folder));
      }
      return Catalogue.load(file);
    } catch (IOException | BadInputException e) {
      throw new BadInputException(
          "the model in %s cannot be opened there: %s; have it in the same place for all, such as a folder that all share"
              .formatted(folder, e.getMessage()),
          e);
    }
  }
}
