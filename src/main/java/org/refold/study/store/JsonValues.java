package org.refold.study.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.evaluate.Interval;

/** How numbers and intervals stand in files: NaN as null, an interval as the list of its ends. */
final class JsonValues extends SimpleModule {

  private static final long serialVersionUID = 1;

  JsonValues() {
    addSerializer(Double.class, new NumberOrNull());
    addSerializer(Double.TYPE, new NumberOrNull());
    addDeserializer(Double.class, new NumberOrNaN());
    addDeserializer(Double.TYPE, new NumberOrNaN());
    addSerializer(new EndsOfInterval());
    addDeserializer(Optional.class, new IntervalOfEnds());
  }

  private static final class NumberOrNull extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1;

    NumberOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class NumberOrNaN extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1;

    NumberOrNaN() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.currentToken().isNumeric()
          ? (Double) json.getDoubleValue()
          : (Double) context.handleUnexpectedToken(Double.class, json);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null; // where a component may be left out
    }
  }

  /** An interval as the list of its two ends; the one thing that is optional in a domain record. */
  private static final class EndsOfInterval extends StdScalarSerializer<Optional<?>> {
    private static final long serialVersionUID = 1;

    EndsOfInterval() {
      super(Optional.class, false);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Optional<?> value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      Interval interval = (Interval) value.orElseThrow();
      provider.defaultSerializeValue(List.of(interval.low(), interval.high()), json);
    }
  }

  private static final class IntervalOfEnds extends StdScalarDeserializer<Optional<?>> {
    private static final long serialVersionUID = 1;

    IntervalOfEnds() {
      super(Optional.class);
    }

    @Override
    public Optional<Interval> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      double[] ends = context.readValue(json, double[].class);
      return ends.length == 2
          ? Optional.of(new Interval(ends[0], ends[1]))
          : context.reportInputMismatch(this, "%d numbers", ends.length);
    }

    @Override
    public Optional<Interval> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
