/// The call record and its two views, the caller's and the callee's.
package dev.ringback.core.log;
