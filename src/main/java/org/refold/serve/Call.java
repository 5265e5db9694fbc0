package org.refold.serve;

import com.sun.net.httpserver.Headers;

/**
 * A request as it came.
 *
 * @param body its bytes
 * @param headers by name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Call(byte[] body, Headers headers) {}
