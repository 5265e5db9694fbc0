package org.refold.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;

/** Attributes of Last.fm's artists in HetRec 2011: names, and tags by how often they were given. */
final class LastFmAttributes {

  private LastFmAttributes() {}

  /** Out of artists.dat, tags.dat and user_taggedartists.dat, with or without header lines. */
  static Attributes artists(FileSet files, Vocabulary artists) throws IOException {
    AttributesMaker maker = new AttributesMaker(artists);
    for (DelimitedTable.Row row : rows(files, "artists.dat", 2, "id")) {
      maker.text(Attributes.TITLE, row.get(0), row.get(1));
    }
    Map<String, String> names = new HashMap<>();
    for (DelimitedTable.Row row : rows(files, "tags.dat", 2, "tagid")) {
      names.put(row.get(0), row.get(1));
    }
    Map<String, Map<String, Integer>> given = new LinkedHashMap<>();
    for (DelimitedTable.Row row : rows(files, "user_taggedartists.dat", 3, "userid")) {
      given
          .computeIfAbsent(row.get(1), unused -> new LinkedHashMap<>())
          .merge(names.getOrDefault(row.get(2), row.get(2)), 1, Integer::sum);
    }
    given.forEach((artist, counts) -> maker.categories("tags", artist, mostFrequentFirst(counts)));
    return maker.make();
  }

  private static List<DelimitedTable.Row> rows(
      FileSet files, String name, int fewest, String header) throws IOException {
    return DelimitedTable.rows(files, name, Separator.TAB, fewest, header);
  }

  private static List<String> mostFrequentFirst(Map<String, Integer> counts) {
    List<String> names = new ArrayList<>(counts.keySet());
    names.sort(Comparator.comparing(name -> -counts.getOrDefault(name, 0)));
    return names;
  }
}
