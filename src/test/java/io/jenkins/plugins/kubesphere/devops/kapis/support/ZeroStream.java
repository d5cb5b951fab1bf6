package io.jenkins.plugins.kubesphere.devops.kapis.support;

import java.io.InputStream;

/** A file of zeros without an end, for downloads that no memory could hold. */
public final class ZeroStream extends InputStream {
    private final Runnable onClose;

    /** @param onClose is run each time that the stream is closed */
    public ZeroStream(Runnable onClose) {
        this.onClose = onClose;
    }

    @Override
    public int read() {
        return 0;
    }

    /** Leaves the bytes as they are: those of a new array are zeros. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        return length;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
