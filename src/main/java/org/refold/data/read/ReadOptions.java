package org.refold.data.read;

import java.nio.charset.Charset;
import java.util.Optional;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;

/**
 * What is known of a file before it is looked at. Everything left empty is found from its first
 * lines; what is set here wins.
 *
 * @param separator what stands between fields
 * @param quoting whether fields may be quoted
 * @param header whether the first line names the columns
 * @param user the column of users: its name in the header, or its number from 1
 * @param item the column of items, likewise
 * @param value the column of values, likewise, or {@value #NO_COLUMN}
 * @param time the column of times, likewise, or {@value #NO_COLUMN}
 * @param timeFormat how times are written
 * @param charset the encoding of raw ids
 * @param duplicates what becomes of a user's second interaction with an item; if empty, {@link
 *     Duplicates#KEEP} for files in SASRec's form and {@link Duplicates#LAST_WINS} for others
 * @param users the only users there may be, with their indices; if empty, users are numbered in
 *     order of first appearance
 * @param items the only items there may be, likewise
 */
public record ReadOptions(
    Optional<Separator> separator,
    Optional<Quoting> quoting,
    Optional<Header> header,
    Optional<String> user,
    Optional<String> item,
    Optional<String> value,
    Optional<String> time,
    Optional<TimeFormat> timeFormat,
    Optional<Charset> charset,
    Optional<Duplicates> duplicates,
    Optional<Vocabulary> users,
    Optional<Vocabulary> items) {

  /** In place of a column's name: there is no such column. */
  public static final String NO_COLUMN = "none";

  /** Nothing is known: everything is found. */
  public static final ReadOptions SNIFF =
      new ReadOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same with this separator. */
  public ReadOptions withSeparator(Separator given) {
    return new ReadOptions(
        Optional.of(given),
        quoting,
        header,
        user,
        item,
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with or without quoted fields. */
  public ReadOptions withQuoting(Quoting given) {
    return new ReadOptions(
        separator,
        Optional.of(given),
        header,
        user,
        item,
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with or without a header. */
  public ReadOptions withHeader(Header given) {
    return new ReadOptions(
        separator,
        quoting,
        Optional.of(given),
        user,
        item,
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with users in this column: its name, or its number from 1. */
  public ReadOptions withUser(String given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        Optional.of(given),
        item,
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with items in this column: its name, or its number from 1. */
  public ReadOptions withItem(String given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        Optional.of(given),
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with values in this column: its name, its number from 1, or {@value #NO_COLUMN}. */
  public ReadOptions withValue(String given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        Optional.of(given),
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with times in this column: its name, its number from 1, or {@value #NO_COLUMN}. */
  public ReadOptions withTime(String given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        value,
        Optional.of(given),
        timeFormat,
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with times written like this. */
  public ReadOptions withTimeFormat(TimeFormat given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        value,
        time,
        Optional.of(given),
        charset,
        duplicates,
        users,
        items);
  }

  /** The same with ids in this encoding. */
  public ReadOptions withCharset(Charset given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        value,
        time,
        timeFormat,
        Optional.of(given),
        duplicates,
        users,
        items);
  }

  /** The same with this policy for a second interaction of the same two. */
  public ReadOptions withDuplicates(Duplicates given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        value,
        time,
        timeFormat,
        charset,
        Optional.of(given),
        users,
        items);
  }

  /** The same with these users only. */
  public ReadOptions withUsers(Vocabulary given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        Optional.of(given),
        items);
  }

  /** The same with these items only. */
  public ReadOptions withItems(Vocabulary given) {
    return new ReadOptions(
        separator,
        quoting,
        header,
        user,
        item,
        value,
        time,
        timeFormat,
        charset,
        duplicates,
        users,
        Optional.of(given));
  }
}
