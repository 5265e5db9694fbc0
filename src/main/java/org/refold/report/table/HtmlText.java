package org.refold.report.table;

/** Text that HTML shows as it stands, between tags and in attributes. */
public final class HtmlText {

  private HtmlText() {}

  /** The text with references in place of what HTML would read as its own. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
