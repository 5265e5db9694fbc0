package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

class AttributeFilesTest {

  @TempDir Path folder;

  @Test
  void recBoleFilesKeepTheirNames() throws IOException {
    write("toy.inter", "user_id:token\titem_id:token\trating:float\nu1\ta\t3\nu2\tb\t4.5\n");
    write(
        "toy.item",
        """
        item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\tprice:float
        b\tThe "B"\t1999\tWar Drama\t1.5
        c\tUnrated\t2000\tWar\t2
        a\tPlain A\t\tComedy\t
        """);
    write("toy.user", "user_id:token\tage:float\tgender:token\nu1\t31\tF\n");
    ReadResult read = InteractionFiles.read(folder);
    assertThat(read.format()).isEqualTo(Format.RECBOLE);
    Interactions data = read.interactions();
    assertThat(data.value(1)).isEqualTo(4.5f);
    Attributes items = AttributeFiles.items(folder, data.items());
    assertThat(items.names()).containsExactly("title", "year", "class", "price");
    assertThat(items.title(1)).isEqualTo("The \"B\"");
    assertThat(items.year(0)).isEmpty();
    assertThat(items.year(1)).hasValue(1999);
    assertThat(items.categories("class").namesOf(1)).containsExactly("War", "Drama");
    assertThat(items.numbers("price").of(0)).isNaN();
    Attributes users = AttributeFiles.users(folder.resolve("toy.inter"), data.users());
    assertThat(users.numbers("age").of(0)).isEqualTo(31);
    assertThat(users.categories("gender").isKnown(1)).isFalse();
  }

  @Test
  void artistsMayHaveAHeaderOrNone() throws IOException {
    write("user_artists.dat", "userID\tartistID\tweight\n2\t51\t13883\n2\t52\t11690\n");
    write("artists.dat", "id\tname\turl\tpictureURL\n51\tDuran Duran\tu\tp\n");
    Vocabulary artists = InteractionFiles.read(folder).interactions().items();
    assertThat(AttributeFiles.items(folder, artists).title(0)).isEqualTo("Duran Duran");
    write("artists.dat", "51\tDuran Duran\tu\tp\n52\tMorcheeba\tu\tp\n");
    write("tags.dat", "tagID\ttagValue\n1\tpop\n2\t80s\n");
    write(
        "user_taggedartists.dat",
        "userID\tartistID\ttagID\n2\t51\t1\n2\t51\t2\n3\t51\t2\n2\t99\t1\n");
    Attributes all = AttributeFiles.items(folder, artists);
    assertThat(all.title(1)).isEqualTo("Morcheeba");
    assertThat(all.categories("tags").namesOf(0)).containsExactly("80s", "pop");
  }

  @Test
  void filesInLatin1AreRead() throws IOException {
    write("ratings.dat", "1::73::5::978300760\n");
    Files.write(
        folder.resolve("movies.dat"),
        "73::Misérables, Les (1995)::Drama|Musical\n".getBytes(StandardCharsets.ISO_8859_1));
    Attributes movies = AttributeFiles.items(folder, Vocabulary.of(List.of("73")));
    assertThat(movies.title(0)).isEqualTo("Misérables, Les (1995)");
    assertThat(AttributeFiles.users(folder, Vocabulary.of(List.of("1"))).isEmpty()).isTrue();
  }

  @Test
  void titlesWithCommasAndQuotes() throws IOException {
    write("ratings.csv", "userId,movieId,rating,timestamp\r\n1,11,4.0,964982703\r\n");
    write(
        "movies.csv",
        "movieId,title,genres\r\n11,\"American \"\"President\"\", The (1995)\",Drama|Romance\r\n");
    Attributes movies = AttributeFiles.items(folder, Vocabulary.of(List.of("11")));
    assertThat(movies.title(0)).isEqualTo("American \"President\", The (1995)");
    assertThat(movies.categories("genres").namesOf(0)).containsExactly("Drama", "Romance");
  }

  @Test
  void aBadLineIsPointedAt() throws IOException {
    write("ratings.dat", "1::73::5::978300760\n");
    write("users.dat", "1::F::1::10::48067\n2::M::old::3::55117\n");
    assertThatThrownBy(() -> AttributeFiles.users(folder, Vocabulary.of(List.of("1"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("users.dat, line 2, column 3: found 'old', expected a number");
    write("users.dat", "1::F::1::77::48067\n");
    assertThatThrownBy(() -> AttributeFiles.users(folder, Vocabulary.of(List.of("1"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("occupation '77', expected 0 to 20");
    write("movies.dat", "73::No genres (1995)\n");
    assertThatThrownBy(() -> AttributeFiles.items(folder, Vocabulary.of(List.of("73"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("movies.dat, line 1: found 2 fields");
  }

  @Test
  void whatIsNotKnownIsEmpty() throws IOException {
    write("some.csv", "1,2\n");
    assertThat(AttributeFiles.items(folder, Vocabulary.of(List.of("2"))).isEmpty()).isTrue();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
