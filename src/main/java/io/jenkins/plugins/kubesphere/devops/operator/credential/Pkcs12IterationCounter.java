package io.jenkins.plugins.kubesphere.devops.operator.credential;

import java.math.BigInteger;

/**
 * Counts how often the password of a key store (PKCS#12, RFC 7292) is hashed until the key store is open. The key store
 * itself sets this number, up to five million for each of its parts; one of 400 bytes took four seconds. Without a
 * limit, a user who may write Secrets could delay the credentials of all others.
 *
 * <p>Java's own key store reads this number only when it opens the key store. This class does not use the parser of
 * BouncyCastle, because the operator also runs without Jenkins, where BouncyCastle is missing.
 */
final class Pkcs12IterationCounter {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int MAX_LENGTH_BYTES = 4;
    private static final int MAX_DEPTH = 32;

    private final byte[] bytes;
    private long sum;

    private Pkcs12IterationCounter(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the sum of the iteration counts that can be read without the password of the key store. Returns an
     * arbitrary number if the bytes are not a key store.
     */
    static long count(byte[] keyStore) {
        Pkcs12IterationCounter iterations = new Pkcs12IterationCounter(keyStore);
        iterations.addIterations(0, keyStore.length, 0);
        return iterations.sum;
    }

    /** Searches for numbers of iterations: each is an integer that follows a salt (RFC 8018, appendix A). */
    private void addIterations(int start, int end, int depth) {
        boolean afterSalt = false;
        for (int position = start; position + 1 < end; ) {
            int tag = bytes[position] & 0xff;
            int firstLengthByte = bytes[position + 1] & 0xff;
            int lengthBytes = firstLengthByte < 0x80 ? 0 : firstLengthByte & 0x7f;
            int content = position + 2 + lengthBytes;
            if (lengthBytes > MAX_LENGTH_BYTES || content > end) {
                return;
            }
            // An element without a length ends where its parent ends, which is exact enough here.
            int next = firstLengthByte == 0x80
                    ? end
                    : (int) Math.min(end, content + length(position + 1, firstLengthByte, lengthBytes));
            if (afterSalt && tag == INTEGER && next > content) {
                sum += iterations(content, next);
            }
            boolean isContainer = (tag & CONSTRUCTED) != 0
                    || (tag == OCTETS && content < next && (bytes[content] & 0xff) == SEQUENCE);
            if (isContainer && depth < MAX_DEPTH) {
                addIterations(content, next, depth + 1);
            }
            afterSalt = tag == OCTETS;
            position = next;
        }
    }

    private long length(int position, int firstLengthByte, int lengthBytes) {
        return lengthBytes == 0 ? firstLengthByte : new BigInteger(1, bytes, position + 1, lengthBytes).longValue();
    }

    /** Reads a number, limited to the values of an int: a larger number is above the limit in any case. */
    private long iterations(int start, int end) {
        return new BigInteger(bytes, start, end - start)
                .max(BigInteger.ZERO)
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .longValue();
    }
}
