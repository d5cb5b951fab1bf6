package org.kohsuke.stapler.framework.io;

import java.io.OutputStream;

public class ByteBuffer extends OutputStream {
    public ByteBuffer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException();
    }
}
