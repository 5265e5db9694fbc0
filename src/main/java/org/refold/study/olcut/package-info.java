/**
 * What OLCUT knows of an experiment: components for its configuration files, and the provenance
 * that goes into a result. Nothing is ever hashed here, since OLCUT keeps no order.
 */
@NullMarked
package org.refold.study.olcut;

import org.jspecify.annotations.NullMarked;
