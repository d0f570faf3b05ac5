/// One call from the invitation to its end: states, commands, events, decisions and notices.
package dev.ringback.core.call;
