package org.refold.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.settings.BadInputException;

/** Titles beside the items of one's own file. */
class TitleColumnTest {

  @TempDir private Path folder;

  private DataSet open(String text, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.csv"), text);
    return DataSets.open(file + options);
  }

  private static List<String> titles(DataSet set) {
    return set.interactions().items().ids().stream()
        .map(id -> set.items().title(set.interactions().items().indexOf(id)))
        .toList();
  }

  @Test
  void theyAreFoundByTheirNameOrByWhatIsTold() throws IOException {
    String text = "user,item,%s,called\nu,7,,A\nu,8,Blue,B\nv,7,Air,C\nv,9,,D\nv,8,Other,E\n";
    DataSet found = open(text.formatted("Track Title"), "");
    assertThat(titles(found))
        .as("the first that is there, else the id")
        .containsExactly("Air", "Blue", "9");
    assertThat(found.reading().columns()).contains("as the title (by its name)");
    assertThat(titles(open(text.formatted("title"), ":title=called")))
        .containsExactly("A", "B", "D");
    assertThat(titles(open(text.formatted("title"), ":title=none"))).containsExactly("7", "8", "9");
    assertThat(open(text.formatted("remark"), "").items().names()).isEmpty();
    assertThat(titles(open("u,7,Air\nv,8,Blue\n", ":title=3"))).containsExactly("Air", "Blue");
  }

  /** Such as a review's title, of which each line has its own. */
  @Test
  void aColumnThatIsNotAboutTheItemIsDoubted() throws IOException {
    StringBuilder text = new StringBuilder("user,item,title\n");
    for (int line = 0; line < 60; line++) {
      text.append("u%d,%d,%s\n".formatted(line, line % 5, "I liked it " + line));
    }
    assertThat(open(text.toString(), "").warnings().toString())
        .contains("another text for the same item in 55 of 55 lines", "--title none");
    String ofItems = text.toString().replaceAll("(?m),(\\d),.*$", ",$1,Film $1");
    assertThat(open(ofItems, "").warnings()).isEmpty();
  }

  /** A file may have no other id of its items than the title. */
  @Test
  void aTitleIsTheItemWhereNothingElseIs() throws IOException {
    DataSet set = open("user,title\nu,Air\nv,Blue\n", "");
    assertThat(set.interactions().items().ids()).containsExactly("Air", "Blue");
    assertThat(set.items().isEmpty()).isTrue();
  }

  @Test
  void whatIsWrongIsSaidWithTheColumnsThatThereAre() {
    String text = "user,item,name\nu,7,Air\nv,8,Blue\n";
    assertThatThrownBy(() -> open(text, ":title=nam"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no column 'nam' for titles; did you mean 'name'?")
        .hasMessageContaining("known: user, item, name");
    assertThatThrownBy(() -> open(text, ":title=4")).hasMessageContaining("lines have 3 columns");
    assertThatThrownBy(() -> open(text, ":item=item,title=item")).hasMessageContaining("two roles");
  }
}
