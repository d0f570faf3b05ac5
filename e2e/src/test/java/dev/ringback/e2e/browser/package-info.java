/// People who call each other in real browsers: what they see and hear, whether media flows, and what the row says.
///
/// A test opens [dev.ringback.e2e.browser.Tab]s on a [dev.ringback.e2e.browser.Stage]; anything that a page writes to
/// its
/// console as an error fails the test.
@NullMarked
package dev.ringback.e2e.browser;

import org.jspecify.annotations.NullMarked;
