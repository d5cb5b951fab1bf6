package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.io.ByteArrayOutputStream;

/** Collects an event in memory, up to a limit, because each client that does not read keeps one there. */
final class LimitedByteArrayOutputStream extends ByteArrayOutputStream {
    static final int MAX_BYTES = 1_048_576;

    @Override
    public synchronized void write(int value) {
        require(1);
        super.write(value);
    }

    /** @throws KapisException 400, if it becomes too large */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        require(length);
        super.write(bytes, offset, length);
    }

    private void require(int length) {
        if (size() + length > MAX_BYTES) {
            throw KapisException.badRequest("the answer has more than " + MAX_BYTES
                    + " bytes, too many to be watched; give a limit, or poll with If-None-Match");
        }
    }
}
