package org.refold.data.read;

/** Why a column is taken for what it is taken for. */
enum Grounds {
  /** It was asked for. */
  TOLD("as told"),
  /** The header calls it so. */
  NAME("by its name"),
  /** Its values are written so. */
  LOOKS("by its looks"),
  /** It stands where such columns mostly do. */
  PLACE("by its place");

  private final String text;

  Grounds(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
