package io.jenkins.plugins.kubesphere.devops.jobxml.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says on which machine or network the host of a URL is, from its text alone: no name is resolved. So a name whose
 * address is that of the controller is {@link #OTHER}.
 */
enum HostAddressKind {
    /** Not a host, or an address in a notation that programs read in different ways, such as {@code 127.1}. */
    INVALID,
    /**
     * The machine that connects: a loopback name or address, or an address of 0.0.0.0/8 or ::, which Linux takes for
     * the same.
     */
    LOOPBACK,
    /**
     * An address of the local link. The metadata service of many clouds gives out the credentials of the machine at
     * 169.254.169.254.
     */
    LINK_LOCAL,
    OTHER;

    private static final Set<String> LOOPBACK_NAMES =
            Set.of("localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback");

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_-]*(?:\\.[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_-]*)*\\.?");

    /** Of a name in DNS (RFC 1035). The pattern needs a part of the stack for each part of a name. */
    private static final int MAX_NAME_LENGTH = 255;

    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");

    /** A name whose last part is a number: resolvers take it for an IPv4 address, and never for a name. */
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\\.(?!$)|$)){4}");

    /**
     * IPv6 addresses that begin with one of these prefixes of twelve bytes contain an IPv4 address: RFC 4291, 6052,
     * 2765.
     */
    private static final byte[][] IPV4_PREFIXES = {
        new byte[12], {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0}, {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}
    };

    /** @param host as in a URL: an IPv6 address is in square brackets */
    static HostAddressKind of(String host) {
        if (IPV6.matcher(host).matches()) {
            return ofAddress(host);
        }
        if (host.length() > MAX_NAME_LENGTH || !NAME.matcher(host).matches()) {
            return INVALID;
        }
        // Programs that support international names normalize them, so full-width digits become an address.
        String name = Normalizer.normalize(host, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\.+$", "");
        if (!NAME.matcher(name).matches()) {
            return INVALID;
        }
        if (NUMERIC.matcher(name).matches()) {
            return IPV4.matcher(name).matches() ? ofAddress(name) : INVALID;
        }
        return LOOPBACK_NAMES.contains(name) || name.endsWith(".localhost") ? LOOPBACK : OTHER;
    }

    /** @param literal an address, which Java does not look up */
    private static HostAddressKind ofAddress(String literal) {
        try {
            return of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return INVALID;
        }
    }

    private static HostAddressKind of(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress() || address.isAnyLocalAddress() || bytes.length == 4 && bytes[0] == 0) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        if (address instanceof Inet6Address
                && Arrays.stream(IPV4_PREFIXES).anyMatch(prefix -> Arrays.equals(prefix, 0, 12, bytes, 0, 12))) {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return OTHER;
    }
}
