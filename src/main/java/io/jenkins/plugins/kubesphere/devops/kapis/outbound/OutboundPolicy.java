package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import com.github.benmanes.caffeine.cache.Ticker;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Decides to which servers a caller may make Jenkins send requests: servers on the public internet at the usual ports, and
 * servers that an administrator lists. The Kubernetes API is refused, even at a public address, unless it is listed.
 * Thread-safe.
 */
public final class OutboundPolicy implements AutoCloseable {
    private static final int MAX_LENGTH = 2_048;

    /**
     * Programs that use {@code inet_aton} read a name whose last part is a number as an address, and others read it as a name
     * or as another address.
     */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    private static final String BYTE = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    private static final Pattern WEB = Pattern.compile("https?://[^/]");

    private final AllowedHosts allowed;
    private final ClusterAddresses cluster;

    /** @param clusterHosts names and addresses of the Kubernetes API; an IPv6 address may have brackets */
    public OutboundPolicy(AllowedHosts allowed, Supplier<Set<String>> clusterHosts) {
        this(allowed, clusterHosts, HostResolver.SYSTEM);
    }

    /** @param resolver finds the addresses of the Kubernetes API */
    OutboundPolicy(AllowedHosts allowed, Supplier<Set<String>> clusterHosts, HostResolver resolver) {
        this.allowed = allowed;
        this.cluster = new ClusterAddresses(clusterHosts, resolver, Ticker.systemTicker());
    }

    /** Whether an administrator lists this server. */
    public boolean isListed(HttpUrl url) {
        return allowed.contains(url);
    }

    /** Whether a token may be sent to this address: by https, or by http if an administrator lists the server with {@code http://}. */
    public boolean maySendToken(HttpUrl url) {
        return url.isHttps() || allowed.containsPlain(url);
    }

    /**
     * Reads the address of a server.
     *
     * @param text not null
     * @throws OutboundException REFUSED, if it is not the address of one, or has a user, a query or a fragment
     */
    public static HttpUrl parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        // The parser would repair more slashes and other characters, and another program may read them differently.
        boolean isWeb = WEB.matcher(lower).lookingAt();
        boolean isPlain = text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\') && text.length() <= MAX_LENGTH;
        HttpUrl url = isWeb && isPlain ? HttpUrl.parse(text) : null;
        if (url == null || url.query() != null || url.fragment() != null || isAmbiguous(url.host())) {
            throw refused("the address is not one of a server; write it like https://git.example.com");
        }
        if (authority(text).contains("@")) {
            throw refused("the address has a user; leave it out, and name a credential");
        }
        return url;
    }

    private static boolean isAmbiguous(String host) {
        return ENDS_IN_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches();
    }

    private static String authority(String url) {
        String rest = url.substring(url.indexOf("//") + 2);
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** @throws OutboundException REFUSED, if the port is neither 80 nor 443 and the server is not listed */
    void requirePort(HttpUrl url) {
        if (!AllowedHosts.isUsual(url.port()) && !allowed.contains(url)) {
            throw refused("the port " + url.port() + " of \"" + url.host()
                    + "\" is not allowed; use 80 or 443, or ask an administrator to add " + url.host() + ":"
                    + url.port()
                    + " to scmHosts");
        }
    }

    /**
     * Whether a connection to an address is permitted. A listed server may have a private address, but not a link-local or
     * multicast one; any other must have a public address and not be the Kubernetes API. May wait for name servers.
     *
     * @param host as the caller writes it
     * @param address what the host resolves to
     * @param deadline until which to wait
     * @throws OutboundException UNAVAILABLE, while it is not known where the Kubernetes API is, or at a shutdown
     */
    boolean permits(String host, int port, InetAddress address, Deadline deadline) {
        if (allowed.contains(host, port)) {
            return !PublicAddresses.isNeverServer(address);
        }
        return PublicAddresses.contains(address) && !cluster.contains(host, address, deadline);
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** An unknown name and a private name have the same message, so that callers cannot tell them apart. */
    static OutboundException refused(HttpUrl url) {
        return refused("\"" + url.host()
                + "\" has no public address; correct it, or ask an administrator to add it to scmHosts");
    }

    private static OutboundException refused(String message) {
        return new OutboundException(OutboundException.Reason.REFUSED, message);
    }
}
