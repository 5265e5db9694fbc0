package org.refold.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a worker sends back.
 *
 * @param result the bytes, or null if it refused
 * @param refusal why, or null
 */
@SuppressWarnings("ArrayRecordComponent") // only handed on, never compared
record Answer(byte @Nullable [] result, @Nullable String refusal) implements Serializable {}
