/// The ids of calls, people, devices and conversations.
package dev.ringback.core.id;
