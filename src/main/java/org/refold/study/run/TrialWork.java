package org.refold.study.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refold.cluster.Work;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.recommend.TrainingControl;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Splitter;
import org.refold.study.Study;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.ResultBytes;
import org.refold.study.store.ResultFile;
import org.refold.study.store.StudyFile;

/**
 * One trial, where a worker does it. The worker opens the data itself, by the name that the study
 * has for them, and refuses data that are not those of the one who asks. What it has split it keeps
 * for the next trials. A training that is cut off begins anew: workers keep no states of it.
 */
public final class TrialWork implements Work {

  /** Studies whose splits are kept. */
  private static final int STUDIES = 2;

  private static final Map<String, Splits> OPENED =
      new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Splits> eldest) {
          return size() > STUDIES;
        }
      };

  /**
   * What goes to a worker.
   *
   * @param folders in which the one who asks finds data, absolute, the first one first
   * @param trial the bytes of a {@link TrialTask}
   */
  static byte[] task(List<String> folders, byte[] trial) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(folders.size());
      for (String folder : folders) {
        out.writeUTF(folder);
      }
      out.writeInt(trial.length);
      out.write(trial);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  /** What came back. */
  static ResultBytes result(byte[] answer) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer))) {
      return new ResultBytes(in.readNBytes(in.readInt()), in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }

  /** The folders in which this process finds a data set, for others: see {@link #task}. */
  static List<String> folders(DataSet data) {
    List<Path> folders = new ArrayList<>(List.of(Path.of("")));
    data.source().map(Path::toAbsolutePath).ifPresent(source -> folders.add(source.resolve("..")));
    folders.addAll(DataLocations.standard(Optional.empty()).folders());
    return folders.stream()
        .map(folder -> folder.toAbsolutePath().normalize().toString())
        .distinct()
        .toList();
  }

  @Override
  public byte[] run(byte[] task) throws IOException {
    List<Path> folders = new ArrayList<>();
    TrialTask asked;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(task))) {
      for (int left = in.readInt(); left > 0; left--) {
        folders.add(Path.of(in.readUTF()));
      }
      asked = TrialTask.of(in.readNBytes(in.readInt()));
    }
    DataLocations own = DataLocations.standard(Optional.empty());
    folders.addAll(own.folders());
    StudyFile file = asked.file();
    Splits splits = splits(asked.plan(), file, new DataLocations(folders, own.downloads()));
    TrialRun run = TrialRun.of(file, splits, asked.trial(file));
    ResultBytes result =
        ResultBytes.of(
            run.result(Progress.NONE, TrainingControl.none()), ResultFile.perUserName(run.key()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(result.json().length);
      out.write(result.json());
      out.writeInt(result.perUser().length);
      out.write(result.perUser());
    }
    return bytes.toByteArray();
  }

  /** Trials that come at once wait for the first to open the data. */
  private static Splits splits(String plan, StudyFile file, DataLocations locations) {
    synchronized (OPENED) {
      Splits splits = OPENED.get(plan);
      if (splits == null) {
        splits = open(file, locations);
        OPENED.put(plan, splits);
      }
      return splits;
    }
  }

  private static Splits open(StudyFile file, DataLocations locations) {
    Study study = file.study();
    Splitter splitter = study.splitter();
    DataFingerprint asked = file.source();
    Splits splits;
    DataFingerprint found;
    try {
      DataSet data =
          splitter.open(study.data(), name -> DataSets.open(name, locations, Progress.NONE));
      int most = Runtime.getRuntime().availableProcessors() + 1;
      splits = new Splits(data, splitter, most, line -> {});
      found = splits.source(study.splitSeed());
    } catch (BadInputException e) {
      throw new BadInputException(
          "the data of the study cannot be opened there: %s; workers open them themselves: have them in the same place for all, such as a folder that all share, and give it as an absolute path, by --data-dir or by REFOLD_DATA"
              .formatted(e.getMessage()),
          e);
    }
    if (!found.sha256().equals(asked.sha256())) {
      throw new BadInputException(
          "the data %s are others there (%s, sha256 %.12s) than here (%s, sha256 %.12s): give all workers the same"
              .formatted(study.data(), found, found.sha256(), asked, asked.sha256()));
    }
    return splits;
  }
}
