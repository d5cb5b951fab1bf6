package io.jenkins.plugins.kubesphere.devops.operator.credential;

import java.math.BigInteger;

/**
 * How often a key store (PKCS#12, RFC 7292) has its password hashed until it is open. It says so itself, up to five million times for
 * each of its parts, and one of 400 bytes took four seconds: whoever writes Secrets could keep those of all others waiting.
 */
final class Pkcs12Iterations {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int MOST_LENGTH_BYTES = 4;
    private static final int DEEPEST = 32;

    private final byte[] bytes;
    private long sum;

    private Pkcs12Iterations(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Adds up what can be seen before it is opened. Of what is not a key store, it gives any number. */
    static long of(byte[] keyStore) {
        Pkcs12Iterations rounds = new Pkcs12Iterations(keyStore);
        rounds.walk(0, keyStore.length, 0);
        return rounds.sum;
    }

    /** All that asks for rounds (RFC 8018, A) is a salt with the number after it. */
    private void walk(int start, int end, int depth) {
        boolean afterSalt = false;
        for (int at = start; at + 1 < end; ) {
            int tag = bytes[at] & 0xff;
            int first = bytes[at + 1] & 0xff;
            int more = first < 0x80 ? 0 : first & 0x7f;
            int content = at + 2 + more;
            if (more > MOST_LENGTH_BYTES || content > end) {
                return;
            }
            // Without a length it ends where what it is in does, as far as that matters here.
            int next = first == 0x80 ? end : (int) Math.min(end, content + length(at + 1, first, more));
            if (afterSalt && tag == INTEGER && next > content) {
                sum += rounds(content, next);
            }
            boolean inside = (tag & CONSTRUCTED) != 0
                    || (tag == OCTETS && content < next && (bytes[content] & 0xff) == SEQUENCE);
            if (inside && depth < DEEPEST) {
                walk(content, next, depth + 1);
            }
            afterSalt = tag == OCTETS;
            at = next;
        }
    }

    private long length(int at, int first, int more) {
        return more == 0 ? first : new BigInteger(1, bytes, at + 1, more).longValue();
    }

    /** A number that nobody can mean is one that is too large. */
    private long rounds(int start, int end) {
        return new BigInteger(bytes, start, end - start)
                .max(BigInteger.ZERO)
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .longValue();
    }
}
