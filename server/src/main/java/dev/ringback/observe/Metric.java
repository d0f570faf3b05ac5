package dev.ringback.observe;

import java.util.List;

/// Every metric of ours, by the name under which `GET /q/metrics` tells it. The page `docs/reference/metrics.md` is
/// made from this list, and the dashboard and the alerts are checked against it.
///
/// A histogram is told as `…_bucket`, `…_count`, `…_sum` and `…_max`.
public enum Metric {
    CALLS_STARTED(
            "ringback_calls_started_total",
            Kind.COUNTER,
            "calls that began: their invitation was committed",
            Label.TYPE),
    CALLS_CLOSED(
            "ringback_calls_closed_total",
            Kind.COUNTER,
            "calls that came to their end, by the caller's outcome and the end reason",
            Label.TYPE,
            Label.OUTCOME,
            Label.REASON),
    CALLS_LIVE("ringback_calls_live", Kind.GAUGE, "live calls that this node knows, every 2 s", Label.STATUS),
    CALLS_OVERDUE(
            "ringback_calls_overdue",
            Kind.GAUGE,
            "live calls that are more than 5 s past their deadline, at the last sweep: must be 0"),
    SWEPT(
            "ringback_calls_swept_total",
            Kind.COUNTER,
            "due calls that the sweeper found; their timers did not close them first"),
    TRANSITIONS("ringback_transitions_total", Kind.COUNTER, "transitions that were committed", Label.EVENT),
    RING_TIME("ringback_ring_seconds", Kind.MILLIS, "from the invitation to the first device that rings"),
    ANSWER_TIME("ringback_answer_seconds", Kind.SECONDS, "from the invitation to the answer"),
    RING_STOP_TIME(
            "ringback_ring_stop_seconds",
            Kind.MILLIS,
            "from the transition that ended the ring to a device's `call_ring_stopped`"),
    DECIDE_TIME("ringback_decide_seconds", Kind.MICROS, "the rules decide what a command means"),
    COMMIT_WAIT("ringback_commit_wait_seconds", Kind.MILLIS, "a write waits for its batch", Label.LANE),
    COMMIT_TIME("ringback_commit_seconds", Kind.MILLIS, "the transaction of a batch, with its COMMIT"),
    COMMIT_BATCH("ringback_commit_batch_writes", Kind.SIZES, "writes in one transaction"),
    DELIVERY_TIME(
            "ringback_delivery_seconds",
            Kind.MILLIS,
            "from the COMMIT of a transition until it was sent to every device of this node"),
    COMMIT_QUEUE("ringback_commit_queue", Kind.GAUGE, "writes that wait for their writer", Label.LANE),
    LOOP_QUEUE(
            "ringback_loop_queue",
            Kind.GAUGE,
            "steps that wait for the call loop; those of sockets on the same loop run at once"),
    LOOP_WAIT("ringback_loop_wait_seconds", Kind.MILLIS, "a step waits for the call loop"),
    LINES_QUEUE("ringback_lines_queue", Kind.GAUGE, "steps that wait behind another one of their call, every 2 s"),
    LINE_QUEUE_MAX("ringback_line_queue_max", Kind.GAUGE, "how many of them wait for one call at most"),
    INVITE_QUEUE("ringback_invite_queue", Kind.GAUGE, "new calls that wait for their turn on the call loop"),
    TURNED_AWAY(
            "ringback_calls_turned_away_total",
            Kind.COUNTER,
            "new calls that were refused because there is too much to do (`unavailable`)",
            Label.OVERLOAD),
    REFUSALS("ringback_refusals_total", Kind.COUNTER, "errors that were told over sockets", Label.CODE),
    SOCKETS("ringback_sockets", Kind.GAUGE, "open sockets"),
    SOCKETS_QUEUE("ringback_sockets_queue", Kind.GAUGE, "requests that wait to become a socket"),
    PEOPLE_ONLINE("ringback_people_online", Kind.GAUGE, "people with a socket"),
    SOCKETS_OPENED("ringback_sockets_opened_total", Kind.COUNTER, "sockets that were opened"),
    SOCKETS_CLOSED(
            "ringback_sockets_closed_total",
            Kind.COUNTER,
            "sockets that were closed, by the server's close code, or by the client or its network",
            Label.CLOSE),
    SOCKETS_REFUSED(
            "ringback_sockets_refused_total", Kind.COUNTER, "sockets that were refused before the upgrade", Label.CODE),
    MESSAGES("ringback_messages_total", Kind.COUNTER, "messages of clients that could be read", Label.MESSAGE),
    WRITER_CONNECTED(
            "ringback_writer_connected",
            Kind.GAUGE,
            "1 while both writers have their connections to the database, else 0"),
    WRITER_TROUBLE("ringback_writer_trouble_total", Kind.COUNTER, "failures of the writers", Label.TROUBLE),
    READS_QUEUE("ringback_reads_queue", Kind.GAUGE, "reads that wait for their turn at the database"),
    READ_FAULTS(
            "ringback_read_faults_total",
            Kind.COUNTER,
            "statements beside the writers that failed, or found no connection");

    private final String told;
    private final Kind kind;
    private final String meaning;
    private final List<Label> labels;

    /// How it is counted, and the upper bounds of its buckets.
    public enum Kind {
        COUNTER("counter"),
        GAUGE("gauge"),
        /// Seconds, in buckets from 1 µs.
        MICROS("histogram", 1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 1e-3, 1e-2),
        /// Seconds, in buckets from 0.1 ms.
        MILLIS("histogram", 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
        /// Seconds, as people take them.
        SECONDS("histogram", 0.5, 1, 2.5, 5, 7.5, 10, 15, 20, 30, 45, 60, 120),
        /// A number of things.
        SIZES("histogram", 1, 2, 4, 8, 16, 32, 64, 128, 256);

        private final String word;
        private final double[] bounds;

        Kind(String word, double... bounds) {
            this.word = word;
            this.bounds = bounds;
        }

        /// The word for people.
        public String word() {
            return word;
        }

        double[] bounds() {
            return bounds.clone();
        }
    }

    Metric(String told, Kind kind, String meaning, Label... labels) {
        this.told = told;
        this.kind = kind;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /// The name under which it is told.
    public String told() {
        return told;
    }

    /// How it is counted.
    public Kind kind() {
        return kind;
    }

    /// What it tells, for the documentation.
    public String meaning() {
        return meaning;
    }

    /// Its labels.
    public List<Label> labels() {
        return labels;
    }
}
