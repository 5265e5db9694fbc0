package org.refold.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.split.files.SplitFiles;
import org.refold.split.files.SplitLayout;
import org.refold.split.protocol.Splitters;

class SplitSideInformationTest {

  private static final Interactions ROWS = Samples.block(20, 10);

  /** Each user and item has its own index as an attribute. */
  private static final DataSet SET =
      DataSet.of("block", ROWS).withItems(numbered(ROWS.items())).withUsers(numbered(ROWS.users()));

  private static Attributes numbered(Vocabulary ids) {
    double[] numbers = IntStream.range(0, ids.size()).asDoubleStream().toArray();
    return Attributes.none(ids).with("number", new AttributeColumn.Numbers(numbers));
  }

  private static void assertRowsOfRawIds(Split split) {
    SideInformation side = split.side();
    Interactions test = split.test().foldIn();
    Attributes users = side.ofUsers(test.users());
    for (int user = 0; user < test.userCount(); user++) {
      assertThat(users.numbers("number").of(user))
          .isEqualTo(ROWS.users().indexOf(test.users().id(user)));
    }
    Attributes items = side.ofItems(split.train().items());
    for (int item = 0; item < split.train().itemCount(); item++) {
      assertThat(items.numbers("number").of(item))
          .isEqualTo(ROWS.items().indexOf(split.train().items().id(item)));
    }
    assertThat(side.users().vocabulary()).isEqualTo(ROWS.users());
    assertThat(side.items().vocabulary()).isEqualTo(ROWS.items());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strong:heldout=5,threshold=all,minItems=0",
        "strong-temporal:heldout=5,threshold=all,minItems=0",
        "ratings",
        "per-user:threshold=4",
        "leave-one-out",
        "kfold",
        "temporal"
      })
  void everySplitOfADataSetHasTheAttributesOfAllItsIds(String spec) {
    List<Split> folds = Splitters.parse(spec).folds(SET, 1);
    folds.forEach(SplitSideInformationTest::assertRowsOfRawIds);
    Split first = Splitters.parse(spec).split(SET, 1);
    assertRowsOfRawIds(first);
    Split ofRows = Splitters.parse(spec).split(ROWS, 1);
    assertThat(ofRows.side()).isEqualTo(SideInformation.NONE);
    assertThat(ofRows.sha256()).isEqualTo(first.sha256());
  }

  @Test
  void splitsOutOfFilesTakeTheAttributesOfTheGivenDataSet(@TempDir Path folder) {
    Split made = Splitters.parse("strong:heldout=5,threshold=all,minItems=0").split(SET, 1);
    SplitFiles.write(made, folder.resolve("split"), SplitLayout.VAE_CF);
    Splitter fromFiles = Splitters.parse("dir:" + folder.resolve("split"));
    assertRowsOfRawIds(fromFiles.split(SET, 1));
    assertThat(fromFiles.split(ROWS, 1).side().isEmpty()).isTrue();
  }
}
