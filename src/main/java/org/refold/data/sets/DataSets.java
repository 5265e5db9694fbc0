package org.refold.data.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.read.AttributeFiles;
import org.refold.data.read.InteractionFiles;
import org.refold.data.read.ReadOptions;
import org.refold.data.read.ReadResult;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.settings.Suggestions;

/**
 * The front door to data: opens a set by its name in the catalogue, or by a path.
 *
 * <pre>{@code
 * DataSet movies = DataSets.open("ml-1m");
 * DataSet mine = DataSets.open("plays.csv");
 * DataSet told = DataSets.open("plays.tsv:user=2,item=3,time=none");
 * DataSet made = DataSets.open("synthetic:users=500");
 * }</pre>
 */
public final class DataSets {

  /** Where a name or path ends and options of reading begin. */
  private static final Pattern READING =
      Pattern.compile(":(?=(" + String.join("|", ReadOptions.NAMES) + ")=)");

  private DataSets() {}

  /** The published sets that the catalogue knows; {@link Synthetic} comes on top. */
  public static List<PublicDataSet> all() {
    return PublicDataSet.ALL;
  }

  /** The names that can be opened without a path, the synthetic set last. */
  public static List<String> names() {
    Stream<String> elsewhere =
        elsewhere().stream().filter(set -> set.known().isPresent()).map(DataElsewhere::name);
    return Stream.of(all().stream().map(PublicDataSet::name), elsewhere, Stream.of(Synthetic.NAME))
        .flatMap(names -> names)
        .toList();
  }

  /** A set of the catalogue by its name. */
  public static Optional<PublicDataSet> find(String name) {
    return all().stream().filter(set -> set.name().equals(name)).findFirst();
  }

  /** What titles call a data set: its name, or that of its file, without how it is read. */
  public static String shortName(String nameOrPath) {
    String path = place(nameOrPath);
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Opens a data set, looking in the {@linkplain DataLocations#standard standard places}. */
  public static DataSet open(String nameOrPath) {
    return open(nameOrPath, DataLocations.standard(Optional.empty()), Progress.NONE);
  }

  /**
   * Opens a data set.
   *
   * @param nameOrPath a name of the catalogue; {@code synthetic} with or without settings, see
   *     {@link Synthetic#parse}; or a file, folder or archive, from here or from one of the
   *     locations; after a name or path and a colon how it is to be read, see {@link
   *     ReadOptions#parse}
   * @param locations where to look
   * @param progress is notified of the reading
   * @throws BadInputException if there is no such set, it is not on this machine, or it cannot be
   *     read; the message says where was looked and how to get it
   */
  public static DataSet open(String nameOrPath, DataLocations locations, Progress progress) {
    if (nameOrPath.split(":", 2)[0].equals(Synthetic.NAME)) {
      return Synthetic.parse(nameOrPath).generate();
    }
    Told told = told(nameOrPath);
    String place = told.place();
    ReadOptions options = told.options();
    Optional<PublicDataSet> known = find(place);
    if (known.isPresent()) {
      return openPublic(known.get(), nameOrPath, locations, options, progress);
    }
    Optional<DataElsewhere.Known> file = DataElsewhere.find(place).flatMap(DataElsewhere::known);
    if (file.isPresent()) {
      DataElsewhere.Known its = file.get();
      Path path = locations.find(its.places()).orElseThrow(() -> unknown(place));
      DataSet opened = read(nameOrPath, path, options, new ArrayList<>(), progress);
      return compareCounts(place, its.users(), its.items(), its.interactions(), opened);
    }
    Path path = existing(place, locations).orElseThrow(() -> unknown(place));
    return read(nameOrPath, path, options, new ArrayList<>(), progress);
  }

  /**
   * Data as they are named on a command line.
   *
   * @param place a name or path
   * @param options what stands after it, of how it is to be read
   */
  public record Told(String place, ReadOptions options) {}

  /**
   * Takes a name or path and the options of reading after it apart; opens nothing.
   *
   * @throws BadInputException if an option is unknown, or its value is
   */
  public static Told told(String nameOrPath) {
    String place = place(nameOrPath);
    String list = nameOrPath.substring(Math.min(nameOrPath.length(), place.length() + 1));
    return new Told(place, ReadOptions.parse("data '%s'".formatted(nameOrPath), list));
  }

  /** The name or path, without how it is to be read. */
  private static String place(String nameOrPath) {
    Matcher told = READING.matcher(nameOrPath);
    return told.find() ? nameOrPath.substring(0, told.start()) : nameOrPath;
  }

  /** Where a set of the catalogue is on this machine, if it is. */
  public static Optional<Path> locate(PublicDataSet set, DataLocations locations) {
    return locations.find(
        Stream.of(set.name(), set.folder(), set.archive(), set.name() + ".zip")
            .distinct()
            .toList());
  }

  /** Where the file of such a set is on this machine, if it has one that everyone has. */
  public static Optional<Path> locate(DataElsewhere set, DataLocations locations) {
    return set.known().flatMap(known -> locations.find(known.places()));
  }

  private static DataSet openPublic(
      PublicDataSet set,
      String name,
      DataLocations locations,
      ReadOptions options,
      Progress progress) {
    Path path = locate(set, locations).orElseThrow(() -> missing(set, locations));
    List<String> warnings = new ArrayList<>();
    if (Files.isRegularFile(path)) {
      compareArchive(set, path, warnings);
    }
    DataSet opened = read(name, path, options, warnings, progress);
    return compareCounts(set.name(), set.users(), set.items(), set.interactions(), opened);
  }

  private static Optional<Path> existing(String nameOrPath, DataLocations locations) {
    try {
      Path path = Path.of(nameOrPath);
      return Files.exists(path) ? Optional.of(path) : locations.find(List.of(nameOrPath));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static DataSet read(
      String name, Path path, ReadOptions options, List<String> warnings, Progress progress) {
    ReadResult result = InteractionFiles.read(path, options, progress);
    warnings.addAll(result.warnings());
    Interactions data = result.interactions();
    Attributes items = described(path, data.items(), AttributeFiles::items, warnings);
    boolean titled = options.title().isPresent() || items.column(Attributes.TITLE).isEmpty();
    if (titled && !result.titles().isEmpty()) {
      items = items.with(Attributes.TITLE, new AttributeColumn.Texts(result.titles()));
    }
    Attributes users = described(path, data.users(), AttributeFiles::users, warnings);
    Optional<Path> source = Optional.of(path);
    return new DataSet(
        name,
        data,
        items,
        users,
        source,
        data.sha256(),
        result.duplicates(),
        warnings,
        result.reading());
  }

  /** A broken file of titles does not keep the interactions from being used. */
  private static Attributes described(
      Path path,
      Vocabulary ids,
      BiFunction<Path, Vocabulary, Attributes> reader,
      List<String> warnings) {
    try {
      return reader.apply(path, ids);
    } catch (BadInputException e) {
      warnings.add("without attributes: " + e.getMessage());
      return Attributes.none(ids);
    }
  }

  private static void compareArchive(PublicDataSet set, Path archive, List<String> warnings) {
    if (set.checksum().isEmpty()) {
      return;
    }
    Checksum expected = set.checksum().get();
    try {
      Checksum found = Checksum.of(archive, expected.algorithm());
      if (!found.equals(expected)) {
        warnings.add(
            "%s is not the publisher's archive (%s, published: %s): figures may differ from others'"
                .formatted(archive, found, expected));
      }
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read: %s".formatted(archive, e.getMessage()), e);
    }
  }

  private static DataSet compareCounts(
      String name, int users, int items, int interactions, DataSet opened) {
    Interactions data = opened.interactions();
    boolean same =
        data.userCount() == users && data.itemCount() == items && data.size() == interactions;
    if (same) {
      return opened;
    }
    return opened.withWarning(
        String.format(
            Locale.ROOT,
            "%s was published with %d users x %d items, %d interactions, but here are %s",
            name,
            users,
            items,
            interactions,
            data));
  }

  /** Sets that go by a name but are to be had from their publishers by hand. */
  public static List<DataElsewhere> elsewhere() {
    return DataElsewhere.ALL;
  }

  private static BadInputException unknown(String given) {
    Optional<DataElsewhere> elsewhere = DataElsewhere.find(given);
    if (elsewhere.isPresent()) {
      return new BadInputException(elsewhere.get().text());
    }
    boolean pathLike = given.contains("/") || given.contains("\\") || given.contains(".");
    String what = pathLike ? "there is no file or folder '%s'" : "there is no data set '%s'";
    return new BadInputException(
        String.format(
            Locale.ROOT,
            what + "; %s; or give the path of a file, folder or archive",
            given,
            Suggestions.hint(given, names())));
  }

  private static BadInputException missing(PublicDataSet set, DataLocations locations) {
    String folders =
        locations.folders().stream()
            .map(folder -> folder.toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(", "));
    return new BadInputException(
        "%s is not on this machine (looked for %s or %s in %s); get it with: refold data fetch %s"
            .formatted(set.name(), set.folder(), set.archive(), folders, set.name()));
  }

  /**
   * Fetches a set of the catalogue into {@link DataLocations#downloads()}.
   *
   * @throws BadInputException if the name is unknown, or the archive cannot be had or is not as
   *     published
   */
  public static Fetch fetch(String name, DataLocations locations, Progress progress) {
    PublicDataSet set = find(name).orElseThrow(() -> notFetched(name));
    Path folder = locations.downloads();
    try {
      return Fetch.of(set, folder, progress);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be kept in %s: %s; check the folder and its permissions"
              .formatted(set.archive(), folder, e),
          e);
    }
  }

  private static BadInputException notFetched(String name) {
    if (name.split(":", 2)[0].equals(Synthetic.NAME)) {
      return new BadInputException(
          "'%s' is made on this machine and needs no fetching; open it as it is".formatted(name));
    }
    Optional<DataElsewhere> elsewhere = DataElsewhere.find(name);
    if (elsewhere.isPresent()) {
      return new BadInputException(elsewhere.get().text());
    }
    List<String> fetchable = all().stream().map(PublicDataSet::name).toList();
    return new BadInputException(
        "there is no data set '%s' to fetch; %s"
            .formatted(name, Suggestions.hint(name, fetchable)));
  }

  /**
   * Unpacks a fetched archive beside it, for other programs; reading does not need it.
   *
   * @return the new folder
   * @throws BadInputException if the folder exists, or the archive is damaged or dangerous
   */
  public static Path unpack(String name, DataLocations locations, Progress progress) {
    PublicDataSet set = find(name).orElseThrow(() -> notFetched(name));
    Path archive =
        locations.find(List.of(set.archive())).orElseThrow(() -> missing(set, locations));
    Path target = archive.resolveSibling(set.folder());
    try {
      return Unpacking.STANDARD.unpack(archive, target, progress);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be unpacked: %s".formatted(archive, e), e);
    }
  }
}
