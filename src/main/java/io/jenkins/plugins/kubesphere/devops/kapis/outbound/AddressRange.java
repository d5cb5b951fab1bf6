package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses that begin with the same bits.
 *
 * @param network the first address
 * @param bits how many bits are the same
 */
record AddressRange(InetAddress network, int bits) {
    /** @param text for example {@code 10.0.0.0/8}; the part before the slash must be an address and not a name */
    static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        try {
            return new AddressRange(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is not a range of addresses", e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] expected = network.getAddress();
        byte[] actual = address.getAddress();
        if (expected.length != actual.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
            if ((expected[bit / Byte.SIZE] & mask) != (actual[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
