package io.jenkins.plugins.kubesphere.devops.engine.credential;

import java.util.Arrays;

/** Bytes that no log and no message may show. Immutable. */
public final class SensitiveBytes {
    private final byte[] bytes;

    public SensitiveBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SensitiveBytes same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "****";
    }
}
