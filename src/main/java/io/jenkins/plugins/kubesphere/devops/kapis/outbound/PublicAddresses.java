package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Distinguishes addresses of the public internet from those of this machine, of private networks and of clouds. */
final class PublicAddresses {
    private static final List<AddressRange> IPV4_EXCEPTIONS = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // carriers' NAT, and the metadata of a cloud
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, and the metadata of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32"); // a service of a cloud for its own machines, at a public address

    /** The range of all public IPv6 addresses. */
    private static final AddressRange IPV6_GLOBAL = AddressRange.parse("2000::/3");

    private static final List<AddressRange> IPV6_EXCEPTIONS = ranges(
            "2001::/23", // tunnels and protocols; these contain an address of IPv4
            "2001:db8::/32",
            "2002::/16", // 6to4; contains an address of IPv4
            "3fff::/20");

    /** NAT64: a network with IPv6 only translates such an address to the IPv4 address in its last four bytes. */
    private static final AddressRange TRANSLATED = AddressRange.parse("64:ff9b::/96");

    private static final List<AddressRange> NEVER_ALLOWED =
            ranges("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8");

    private static final int IPV4_BYTES = 4;

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !isIn(IPV4_EXCEPTIONS, address);
        }
        if (TRANSLATED.contains(address)) {
            return contains(toIpv4(address));
        }
        return IPV6_GLOBAL.contains(address) && !isIn(IPV6_EXCEPTIONS, address);
    }

    /** Whether the address is refused even if an administrator lists the host. */
    static boolean isNeverServer(InetAddress address) {
        return isIn(NEVER_ALLOWED, address) || isIn(NEVER_ALLOWED, toIpv4(address));
    }

    /** Returns the IPv4 address of a NAT64 address; returns any other address unchanged. */
    static InetAddress toIpv4(InetAddress address) {
        return TRANSLATED.contains(address) ? lastFourBytes(address) : address;
    }

    private static InetAddress lastFourBytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
