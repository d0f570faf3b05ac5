package dev.ringback.e2e.world;

import java.util.ArrayList;
import java.util.List;

/// What the protocol's §2 says must be answered to every message about a call, in every state, from every device:
/// written from its words alone, and where it is silent from `docs/reference/call-table.md`. `ack` changes nothing,
/// `ack>ended` moves the call, `ack+event` only its version, the rest are error codes. Who has no token has no socket.
public final class MatrixTable {
    private static final String HEAD = """
        type               | caller       | caller's other | callee       | callee's other | stranger
        """;

    private static final String BEFORE_THE_ANSWER = """
        call_invitation    | ack           | wrong_state   | bad_message  | bad_message  | bad_message
        call_answer        | wrong_state   | wrong_state   | ack>answered | ack>answered | not_found
        call_declined      | wrong_state   | wrong_state   | ack>declined | ack>declined | not_found
        call_cancelled     | ack>cancelled | ack>cancelled | wrong_state  | wrong_state  | not_found
        call_ended         | ack>cancelled | ack>cancelled | ack>declined | ack>declined | not_found
        ice_candidate      | ack           | wrong_state   | ack          | ack          | not_found
        webrtc_offer       | wrong_state   | wrong_state   | wrong_state  | wrong_state  | not_found
        webrtc_answer      | wrong_state   | wrong_state   | wrong_state  | wrong_state  | not_found
        call_mode_switched | wrong_state   | wrong_state   | wrong_state  | wrong_state  | not_found
        call_media         | wrong_state   | wrong_state   | wrong_state  | wrong_state  | not_found
        call_ring_stopped  | wrong_state   | wrong_state   | ack          | ack          | not_found
        call_quality       | wrong_state   | wrong_state   | wrong_state  | wrong_state  | not_found
        """;

    private static final String INITIATED = """
        call_ringing       | wrong_state | wrong_state | ack>ringing | ack>ringing | not_found
        """ + BEFORE_THE_ANSWER;

    private static final String RINGING = """
        call_ringing       | wrong_state | wrong_state | ack | ack | not_found
        """ + BEFORE_THE_ANSWER;

    private static final String ANSWERED = """
        call_invitation    | ack         | wrong_state | bad_message | bad_message | bad_message
        call_ringing       | wrong_state | wrong_state | ack         | ack         | not_found
        call_answer        | wrong_state | wrong_state | ack         | wrong_state | not_found
        call_declined      | wrong_state | wrong_state | wrong_state | wrong_state | not_found
        call_cancelled     | ack>ended   | ack>ended   | wrong_state | wrong_state | not_found
        call_ended         | ack>ended   | ack>ended   | ack>ended   | ack>ended   | not_found
        ice_candidate      | ack         | wrong_state | ack         | wrong_state | not_found
        webrtc_offer       | ack         | ack+event   | ack         | ack+event   | not_found
        webrtc_answer      | ack         | ack+event   | ack         | ack+event   | not_found
        call_mode_switched | ack+event   | wrong_state | ack+event   | wrong_state | not_found
        call_media         | ack         | wrong_state | ack         | wrong_state | not_found
        call_ring_stopped  | wrong_state | wrong_state | ack         | ack         | not_found
        call_quality       | ack         | wrong_state | ack         | wrong_state | not_found
        """;

    private static final String FINAL = """
        call_invitation    | ack       | call_over | bad_message | bad_message | not_participant
        call_ringing       | call_over | call_over | ack         | ack         | not_found
        ice_candidate      | call_over | call_over | call_over   | call_over   | not_found
        webrtc_offer       | call_over | call_over | call_over   | call_over   | not_found
        webrtc_answer      | call_over | call_over | call_over   | call_over   | not_found
        call_mode_switched | call_over | call_over | call_over   | call_over   | not_found
        call_media         | call_over | call_over | call_over   | call_over   | not_found
        call_ring_stopped  | call_over | call_over | ack         | ack         | not_found
        """;

    private static final String HUNG_UP_BY_THE_CALLER = """
        call_answer        | call_over | call_over | ack       | call_over | not_found
        call_declined      | call_over | call_over | call_over | call_over | not_found
        call_cancelled     | call_over | call_over | call_over | call_over | not_found
        call_ended         | ack       | call_over | call_over | call_over | not_found
        call_quality       | ack       | call_over | ack       | call_over | not_found
        """ + FINAL;

    private static final String CANCELLED_BY_THE_CALLER = """
        call_answer        | call_over | call_over | call_over | call_over | not_found
        call_declined      | call_over | call_over | call_over | call_over | not_found
        call_cancelled     | ack       | call_over | call_over | call_over | not_found
        call_ended         | call_over | call_over | call_over | call_over | not_found
        call_quality       | ack       | call_over | call_over | call_over | not_found
        """ + FINAL;

    private static final String DECLINED_BY_THE_CALLEE = """
        call_answer        | call_over | call_over | call_over | call_over | not_found
        call_declined      | call_over | call_over | ack       | call_over | not_found
        call_cancelled     | call_over | call_over | call_over | call_over | not_found
        call_ended         | call_over | call_over | call_over | call_over | not_found
        call_quality       | ack       | call_over | call_over | call_over | not_found
        """ + FINAL;

    private MatrixTable() {}

    /// Where a call stands, and who brought it there.
    public enum State {
        INITIATED("initiated", MatrixTable.INITIATED),
        RINGING("ringing", MatrixTable.RINGING),
        ANSWERED("answered", MatrixTable.ANSWERED),
        HUNG_UP("ended", HUNG_UP_BY_THE_CALLER),
        CANCELLED("cancelled", CANCELLED_BY_THE_CALLER),
        DECLINED("declined", DECLINED_BY_THE_CALLEE);

        private final String status;
        private final String table;

        State(String status, String table) {
            this.status = status;
            this.table = table;
        }

        public String status() {
            return status;
        }
    }

    /// Which device sends, in the order of the columns. The callee's first device is the one that answers or declines.
    public enum Sender {
        CALLER,
        CALLERS_OTHER,
        CALLEE,
        CALLEES_OTHER,
        STRANGER
    }

    /// One cell of the table.
    public record Cell(String type, Sender sender, String expected) {}

    /// @return the cells of a state: every message from everybody
    public static List<Cell> of(State state) {
        int columns = HEAD.split("\\|").length;
        List<Cell> cells = new ArrayList<>();
        state.table.lines().forEach(line -> {
            String[] parts = line.split("\\|");
            if (parts.length != columns) {
                throw new IllegalStateException("columns of: " + line);
            }
            for (Sender sender : Sender.values()) {
                cells.add(new Cell(parts[0].strip(), sender, parts[sender.ordinal() + 1].strip()));
            }
        });
        return cells;
    }
}
