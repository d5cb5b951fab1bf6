package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import io.jenkins.plugins.kubesphere.devops.kapis.outbound.OutboundException.Reason;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Reads from servers that a caller names, within the limits of {@link OutboundPolicy}, of time and of memory. It uses no
 * proxy, keeps no cookies and no connection, and follows a redirect only if it stays on the server. Thread-safe.
 */
public final class GuardedHttpClient implements AutoCloseable {
    /** The time limit for all requests that one request of a caller causes. */
    public static final Duration MAX_TIME = Duration.ofSeconds(10);

    /** The limit of an answer after decompression. */
    static final int MAX_BYTES = 4 * 1_024 * 1_024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_LOOKUPS = 20;

    private final OutboundPolicy policy;
    private final HostResolver resolver;
    private final ExecutorService lookupThreads = WorkerPoolFactory.createUnlimited("look-ups of Git servers");
    private final Semaphore lookups = new Semaphore(MAX_LOOKUPS);
    private final OkHttpClient template = new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            // HTTP/2 could send requests for one host over a connection to another host.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(MAX_TIME)
            .build();

    /**
     * An answer that was read.
     *
     * @param status as the server says; not a redirect
     */
    public record Answer(int status, Headers headers, byte[] body) {}

    /** @param policy which is closed with this client */
    public GuardedHttpClient(OutboundPolicy policy, HostResolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /** The policy of each request. Whoever asks for it must not close it. */
    public OutboundPolicy policy() {
        return policy;
    }

    /** Starts the time limit for one request of a caller. */
    public static Deadline startTime() {
        return Deadline.after(MAX_TIME);
    }

    /**
     * Sends a GET.
     *
     * @throws OutboundException if there is no answer, or a larger one than 4 MiB
     */
    public Answer get(HttpUrl url, Map<String, String> headers, Deadline deadline) {
        Answer answer = get(url, headers, deadline, MAX_BYTES + 1);
        if (answer.body().length > MAX_BYTES) {
            throw new OutboundException(
                    Reason.TOO_LARGE, "\"" + url.host() + "\" answers with more than " + MAX_BYTES + " bytes");
        }
        return answer;
    }

    /**
     * Sends a GET, and reads the beginning of the answer.
     *
     * @param bytes limit; a longer answer is cut, not refused
     * @throws OutboundException if there is no answer
     */
    public Answer getBeginning(HttpUrl url, Map<String, String> headers, Deadline deadline, int bytes) {
        return get(url, headers, deadline, bytes);
    }

    private Answer get(HttpUrl url, Map<String, String> headers, Deadline deadline, int bytes) {
        HttpUrl current = url;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpUrl requested = current;
            policy.requirePort(requested);
            try (Response response = send(requested, headers, deadline)) {
                if (!response.isRedirect()) {
                    return new Answer(response.code(), response.headers(), read(response.body(), bytes));
                }
                current = Optional.ofNullable(response.header("Location"))
                        .map(requested::resolve)
                        .filter(target -> isSameServer(requested, target))
                        .orElseThrow(() -> redirected(url));
            } catch (IOException e) {
                throw translate(e, url);
            }
        }
        throw redirected(url);
    }

    private Response send(HttpUrl url, Map<String, String> headers, Deadline deadline) throws IOException {
        Duration remaining = deadline.remaining();
        if (remaining.toMillis() <= 0) {
            throw tooSlow(url);
        }
        Predicate<InetAddress> permitted = address -> policy.permits(url.host(), url.port(), address, deadline);
        Request request = new Request.Builder()
                .url(url)
                .headers(Headers.of(headers))
                .header("User-Agent", "kubesphere-devops")
                .build();
        return template.newBuilder()
                .dns(new GuardedDns(resolver, lookupThreads, lookups, permitted, deadline))
                .socketFactory(new GuardedSocketFactory(permitted))
                .callTimeout(remaining)
                .build()
                .newCall(request)
                .execute();
    }

    private static byte[] read(ResponseBody body, int bytes) throws IOException {
        try (InputStream stream = body.byteStream()) {
            return stream.readNBytes(bytes);
        }
    }

    private static boolean isSameServer(HttpUrl url, HttpUrl target) {
        return url.scheme().equals(target.scheme()) && url.host().equals(target.host()) && url.port() == target.port();
    }

    /** Also if the header Location is missing or is not an address. */
    private static OutboundException redirected(HttpUrl url) {
        return new OutboundException(
                Reason.REDIRECTED,
                "\"" + url.host() + "\" redirects to another server, or again and again; give the address of the server"
                        + " itself, with https");
    }

    private static OutboundException tooSlow(HttpUrl url) {
        return new OutboundException(
                Reason.TOO_SLOW,
                "the requests to \"" + url.host() + "\" were not answered in time (at most " + MAX_TIME.toSeconds()
                        + " seconds together)");
    }

    /** The messages of the exceptions are left out, because they describe the network of Jenkins. */
    static OutboundException translate(IOException failure, HttpUrl url) {
        if (failure instanceof BlockedAddressException || failure instanceof UnknownHostException) {
            return OutboundPolicy.refused(url);
        }
        if (failure instanceof InterruptedIOException) {
            return Thread.currentThread().isInterrupted() ? OutboundException.stopped() : tooSlow(url);
        }
        return new OutboundException(
                Reason.UNREACHABLE,
                failure instanceof SSLException tls
                        ? describe(tls, url)
                        : "\"" + url.host() + "\" cannot be reached, or ends the connection early");
    }

    private static String describe(SSLException failure, HttpUrl url) {
        if (failure instanceof SSLPeerUnverifiedException) {
            return "the certificate of \"" + url.host()
                    + "\" is for another name; give the address with the name that it has";
        }
        if (failure.getCause() instanceof CertificateException) {
            return "the certificate of \"" + url.host()
                    + "\" is not accepted; it must be valid now, and an administrator"
                    + " adds the one of its issuer to the trust store of Jenkins' Java";
        }
        return "\"" + url.host() + "\" does not speak TLS at port " + url.port()
                + ", or no version of it that Jenkins' Java accepts; check scheme and port of the address";
    }

    @Override
    public void close() {
        lookupThreads.shutdownNow();
        policy.close();
    }
}
