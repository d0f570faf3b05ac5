package dev.ringback.call.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bounded queue before the writer, in two lanes: moves, and invitations behind them. Any thread may offer; one
/// takes.
///
/// The lock guards both lanes, `wanted`, `closed` and `pickedNanos`; it is never held across anything that
/// waits for the database.
final class WriteQueue {

    /// A batch of so many shows that there is much to do.
    private static final int MUCH = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Write<?>> moves = new ArrayDeque<>();
    private final ArrayDeque<Write<?>> invitations = new ArrayDeque<>();
    private final WriterLimits limits;
    private final long paceNanos;
    /// How many writes the writer waits for; 0 while it does not wait.
    private int wanted;
    private boolean closed;
    private long pickedNanos = System.nanoTime();
    /// The first of the invitations; read without the lock.
    private volatile @Nullable Write<?> firstInvitation;

    WriteQueue(WriterLimits limits) {
        this.limits = limits;
        this.paceNanos = limits.pace().toNanos();
    }

    /// @return false when it is full, or closed
    boolean offer(Write<?> write) {
        lock.lock();
        try {
            if (closed || size() >= (write.begins() ? limits.invitationsMax() : limits.queueMax())) {
                return false;
            }
            write.queued();
            lane(write).addLast(write);
            firstInvitation = invitations.peekFirst();
            if (wanted > 0 && size() >= wanted) {
                arrived.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a batch: at most one write of a key, in the order in which they came, moves first.
    ///
    /// Where there is much to do, a batch waits for more company, since many cost little more than one: until the
    /// pace is kept from the last batch to this one, or until it is big enough.
    ///
    /// @param company how many writes were in the batch before
    /// @return empty when the queue is closed and nothing is left
    List<Write<?>> take(int company) throws InterruptedException {
        lock.lock();
        try {
            while (size() == 0 && !closed) {
                await(1, Long.MAX_VALUE);
            }
            if (company >= MUCH) {
                await(limits.batchMax(), paceNanos - (System.nanoTime() - pickedNanos));
            }
            pickedNanos = System.nanoTime();
            return pick();
        } finally {
            lock.unlock();
        }
    }

    /// Puts writes back that were taken, before all that wait.
    void putBack(List<Write<?>> writes) {
        lock.lock();
        try {
            for (Write<?> write : writes.reversed()) {
                write.queued();
                lane(write).addFirst(write);
            }
            firstInvitation = invitations.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    /// Takes everything that waits.
    List<Write<?>> drain() {
        lock.lock();
        try {
            List<Write<?>> all = new ArrayList<>(moves);
            all.addAll(invitations);
            moves.clear();
            invitations.clear();
            firstInvitation = null;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /// Waits, but no longer than until it is closed.
    void pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (!closed) {
                await(Integer.MAX_VALUE, nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing new from now on.
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// For how long the first of the invitations has been waiting; 0 when none does. Takes no lock.
    long invitationsWaitNanos() {
        Write<?> first = firstInvitation;
        return first == null ? 0 : System.nanoTime() - first.queuedNanos();
    }

    /// How many invitations wait.
    int invitationsWaiting() {
        lock.lock();
        try {
            return invitations.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many moves wait.
    int movesWaiting() {
        lock.lock();
        try {
            return moves.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many writes wait.
    int waiting() {
        lock.lock();
        try {
            return size();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when that many wait, when it is closed, or when the time is over.
    private void await(int writes, long nanos) throws InterruptedException {
        long left = nanos;
        wanted = writes;
        try {
            while (left > 0 && size() < writes && !closed) {
                left = left == Long.MAX_VALUE ? awaitForever() : arrived.awaitNanos(left);
            }
        } finally {
            wanted = 0;
        }
    }

    private long awaitForever() throws InterruptedException {
        arrived.await(1, TimeUnit.DAYS);
        return Long.MAX_VALUE;
    }

    private List<Write<?>> pick() {
        List<Write<?>> batch = new ArrayList<>(Math.min(size(), limits.batchMax()));
        Set<Object> keys = new HashSet<>();
        pick(moves, batch, keys);
        pick(invitations, batch, keys);
        firstInvitation = invitations.peekFirst();
        return batch;
    }

    /// A write that has to wait holds its keys too: what comes later for them waits behind it.
    private void pick(ArrayDeque<Write<?>> lane, List<Write<?>> batch, Set<Object> keys) {
        Iterator<Write<?>> waiting = lane.iterator();
        while (waiting.hasNext() && batch.size() < limits.batchMax()) {
            Write<?> write = waiting.next();
            if (Collections.disjoint(keys, write.keys())) {
                batch.add(write);
                waiting.remove();
            }
            keys.addAll(write.keys());
        }
    }

    private ArrayDeque<Write<?>> lane(Write<?> write) {
        return write.begins() ? invitations : moves;
    }

    private int size() {
        return moves.size() + invitations.size();
    }
}
