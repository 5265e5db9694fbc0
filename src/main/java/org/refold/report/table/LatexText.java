package org.refold.report.table;

import java.util.Locale;
import java.util.Map;

/**
 * Text that LaTeX typesets as it stands; pdfLaTeX as well as XeLaTeX and LuaLaTeX. Letters beyond
 * those of English want the T1 encoding.
 */
final class LatexText {

  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          sign('\\', "\\textbackslash{}"),
          sign('~', "\\textasciitilde{}"),
          sign('^', "\\textasciicircum{}"),
          sign('<', "\\textless{}"),
          sign('>', "\\textgreater{}"),
          sign('|', "\\textbar{}"),
          sign('"', "\\char34{}"),
          sign('&', "\\&"),
          sign('%', "\\%"),
          sign('$', "\\$"),
          sign('#', "\\#"),
          sign('_', "\\_"),
          sign('{', "\\{"),
          sign('}', "\\}"),
          sign('\n', " "),
          sign('\r', " "),
          sign('\t', " "),
          sign('±', "$\\pm$"),
          sign('×', "$\\times$"),
          sign('−', "$-$"),
          sign('≤', "$\\le$"),
          sign('≥', "$\\ge$"),
          sign('≈', "$\\approx$"),
          sign('∞', "$\\infty$"),
          sign('→', "$\\to$"),
          sign('↑', "$\\uparrow$"),
          sign('↓', "$\\downarrow$"),
          sign('†', "\\dag{}"),
          sign('‡', "\\ddag{}"),
          sign('§', "\\S{}"),
          sign('¶', "\\P{}"),
          sign('–', "\\textendash{}"),
          sign('—', "\\textemdash{}"),
          sign('…', "\\dots{}"),
          sign('‘', "`"),
          sign('’', "'"),
          sign('“', "``"),
          sign('”', "''"),
          sign('α', "$\\alpha$"),
          sign('β', "$\\beta$"),
          sign('γ', "$\\gamma$"),
          sign('δ', "$\\delta$"),
          sign('Δ', "$\\Delta$"),
          sign('ε', "$\\varepsilon$"),
          sign('η', "$\\eta$"),
          sign('θ', "$\\theta$"),
          sign('κ', "$\\kappa$"),
          sign('λ', "$\\lambda$"),
          sign('μ', "$\\mu$"),
          sign('µ', "$\\mu$"),
          sign('π', "$\\pi$"),
          sign('ρ', "$\\rho$"),
          sign('σ', "$\\sigma$"),
          sign('τ', "$\\tau$"),
          sign('φ', "$\\varphi$"),
          sign('χ', "$\\chi$"),
          sign('ω', "$\\omega$"));

  private static final int LAST_ASCII = 0x7E;
  private static final int FIRST_LATIN_LETTER = 0xC0;
  private static final int LAST_LATIN_LETTER = 0x17F;

  private LatexText() {}

  private static Map.Entry<Integer, String> sign(char character, String latex) {
    return Map.entry((int) character, latex);
  }

  /**
   * A text that means itself. The letters of European languages stay as they are; a character that
   * pdfLaTeX would stop at is named by its number, such as {@code [U+4E2D]}.
   */
  static String escaped(String text) {
    StringBuilder latex = new StringBuilder();
    text.codePoints().forEach(c -> latex.append(SIGNS.getOrDefault(c, plain(c))));
    return latex.toString().replace("--", "-{}-");
  }

  private static String plain(int character) {
    boolean ascii = character >= ' ' && character <= LAST_ASCII;
    boolean latin = character >= FIRST_LATIN_LETTER && character <= LAST_LATIN_LETTER;
    return ascii || latin
        ? Character.toString(character)
        : String.format(Locale.ROOT, "[U+%04X]", character);
  }
}
