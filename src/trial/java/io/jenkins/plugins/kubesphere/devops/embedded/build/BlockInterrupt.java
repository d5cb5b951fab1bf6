package io.jenkins.plugins.kubesphere.devops.embedded.build;

/**
 * Ends a part of a build: the whole build, a branch of {@code parallel}, or the body of {@code timeout}. It interrupts
 * the thread that runs the part, and remembers that it caused the interrupt.
 */
public final class BlockInterrupt {
    private final Thread thread;

    /** The interrupt of the enclosing part, if the same thread runs both; otherwise null. */
    private final BlockInterrupt outer;

    private boolean requested;
    private boolean handled;
    private boolean ended;

    private BlockInterrupt(Thread thread, BlockInterrupt outer) {
        this.thread = thread;
        this.outer = outer;
    }

    /** @param thread the thread that runs the part; the thread must not run anything else */
    public static BlockInterrupt of(Thread thread) {
        return new BlockInterrupt(thread, null);
    }

    /** Creates the interrupt of a part inside this part. The thread that runs this part also runs the inner one. */
    public BlockInterrupt createInner() {
        return new BlockInterrupt(thread, this);
    }

    /** Interrupts the part. Any thread may call this, more than once; after the end of the part it does nothing. */
    public synchronized void interrupt() {
        if (!ended) {
            requested = true;
            handled = false;
            thread.interrupt();
        }
    }

    /** Returns true if this part or an enclosing part was interrupted. */
    synchronized boolean isRequested() {
        return requested || outer != null && outer.isRequested();
    }

    /**
     * Clears the interrupt after it has ended a step, so that later steps, such as those of {@code post}, can run. Call
     * this on the thread of the part.
     */
    synchronized void markHandled() {
        Thread.interrupted();
        handled = true;
        if (outer != null) {
            outer.markHandled();
        }
    }

    /**
     * Ends this interrupt together with its part. If an enclosing part was also interrupted, keeps that interrupt. Call
     * this on the thread of the part.
     *
     * @return true if the part was interrupted
     */
    public synchronized boolean end() {
        ended = true;
        if (requested && !handled) {
            Thread.interrupted();
            if (outer != null) {
                outer.interruptAgain();
            }
        }
        return requested;
    }

    private synchronized void interruptAgain() {
        if (requested && !handled) {
            thread.interrupt();
        } else if (outer != null) {
            outer.interruptAgain();
        }
    }
}
