package org.refold.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;

/**
 * Our side of a fit by Tribuo: the name of the recommender, size and hash of the training data,
 * what side information there was, and the seed. Tribuo keeps it within the provenance of its
 * model.
 */
public final class FitProvenance implements ObjectProvenance {

  /** The hash of the training data: {@link Interactions#sha256}. */
  static final String DATA = "data-sha256";

  private static final String FIT = TribuoRecommender.class.getName();

  private final Map<String, Provenance> parts;

  /** For OLCUT, when it reads what it has written. */
  public FitProvenance(Map<String, Provenance> parts) {
    this.parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  static FitProvenance of(
      TribuoRecommender recommender, Interactions train, SideInformation side, long seed) {
    Map<String, Provenance> parts = new TreeMap<>();
    put(parts, CLASS_NAME, FIT);
    put(parts, "recommender", recommender.name());
    put(parts, "data", train.toString());
    put(parts, "user-attributes", side.users().toString());
    put(parts, "item-attributes", side.items().toString());
    parts.put(DATA, new HashProvenance(DEFAULT_HASH_TYPE, DATA, train.sha256()));
    parts.put("seed", new LongProvenance("seed", seed));
    return new FitProvenance(parts);
  }

  private static void put(Map<String, Provenance> parts, String name, String text) {
    parts.put(name, new StringProvenance(name, text));
  }

  @Override
  public String getClassName() {
    return FIT;
  }

  @Override
  public Iterator<Pair<String, Provenance>> iterator() {
    return parts.entrySet().stream().map(e -> new Pair<>(e.getKey(), e.getValue())).iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FitProvenance that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return generateString("Fit");
  }
}
