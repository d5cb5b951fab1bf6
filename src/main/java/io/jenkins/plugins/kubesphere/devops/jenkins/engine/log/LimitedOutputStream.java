package io.jenkins.plugins.kubesphere.devops.jenkins.engine.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Accepts bytes up to a limit, and then ends the writing with an exception. */
final class LimitedOutputStream extends OutputStream {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final int limit;

    LimitedOutputStream(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int fits = Math.min(length, limit - content.size());
        content.write(bytes, offset, fits);
        if (fits < length) {
            throw new LimitReachedException();
        }
    }

    byte[] toByteArray() {
        return content.toByteArray();
    }

    /** Thrown when more bytes are written than the limit allows. */
    static final class LimitReachedException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
