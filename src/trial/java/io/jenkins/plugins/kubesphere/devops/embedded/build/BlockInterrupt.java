package io.jenkins.plugins.kubesphere.devops.embedded.build;

/**
 * Ends a part of a build that can be ended alone: the whole of it, a branch of {@code parallel}, the body of
 * {@code timeout}. It interrupts the thread that runs that part, and remembers that it caused the interrupt.
 */
public final class BlockInterrupt {
    private final Thread thread;

    /** That of the part around this one, if the same thread runs both. */
    private final BlockInterrupt outer;

    private boolean arrived;
    private boolean noticed;
    private boolean over;

    private BlockInterrupt(Thread thread, BlockInterrupt outer) {
        this.thread = thread;
        this.outer = outer;
    }

    /** @param thread runs this part alone */
    public static BlockInterrupt of(Thread thread) {
        return new BlockInterrupt(thread, null);
    }

    /** One for a part of this part. */
    public BlockInterrupt inner() {
        return new BlockInterrupt(thread, this);
    }

    /** Called by any thread, any number of times; after the end of the part it does nothing. */
    public synchronized void interrupt() {
        if (!over) {
            arrived = true;
            noticed = false;
            thread.interrupt();
        }
    }

    /** Whether it, or that of a part around, was called. */
    synchronized boolean hasArrived() {
        return arrived || outer != null && outer.hasArrived();
    }

    /** Called by the thread itself once the interrupt has ended something: what comes next, such as post, runs. */
    synchronized void notice() {
        Thread.interrupted();
        noticed = true;
        if (outer != null) {
            outer.notice();
        }
    }

    /**
     * Called by the thread itself at the end of the part. If an enclosing part was also interrupted, that interrupt is kept.
     *
     * @return whether it was called
     */
    public synchronized boolean end() {
        over = true;
        if (arrived && !noticed) {
            Thread.interrupted();
            if (outer != null) {
                outer.repeat();
            }
        }
        return arrived;
    }

    private synchronized void repeat() {
        if (arrived && !noticed) {
            thread.interrupt();
        } else if (outer != null) {
            outer.repeat();
        }
    }
}
