package dev.ringback.call.store;

import org.jboss.logging.Logger;

/// Keeps what goes wrong while something is counted away from the writer: a batch must be told whether or not anybody
/// counts it. Any thread that [WriterWatch] is told on.
final class CarefulWatch implements WriterWatch {

    private static final Logger LOG = Logger.getLogger(CarefulWatch.class);

    private final WriterWatch watch;

    CarefulWatch(WriterWatch watch) {
        this.watch = watch;
    }

    @Override
    public void waited(boolean begins, long nanos) {
        count(() -> watch.waited(begins, nanos));
    }

    @Override
    public void committed(int writes, long nanos) {
        count(() -> watch.committed(writes, nanos));
    }

    @Override
    public void told(long nanos) {
        count(() -> watch.told(nanos));
    }

    @Override
    public void failed(Trouble trouble) {
        count(() -> watch.failed(trouble));
    }

    private static void count(Runnable counting) {
        try {
            counting.run();
        } catch (RuntimeException bug) {
            LOG.error("the writer's work could not be counted", bug);
        }
    }
}
