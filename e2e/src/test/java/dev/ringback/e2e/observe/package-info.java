/// What an operator sees of a running server: its metrics, the dashboard and the alerts.
@NullMarked
package dev.ringback.e2e.observe;

import org.jspecify.annotations.NullMarked;
