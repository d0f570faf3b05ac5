/// One life of a server process: its data folder, the PostgreSQL it starts for itself, and the order of start and stop.
@NullMarked
package dev.ringback.cli.node;

import org.jspecify.annotations.NullMarked;
