package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.DaemonThreads;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.WorkerPoolFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against servers on this machine, which are private: a server that it may reach is listed. */
class GuardedHttpClientTest {
    private static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer hunter2");

    private final List<String> lookups = new ArrayList<>();
    private HostileServer server;

    @BeforeEach
    void start() throws Exception {
        server = HostileServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private OutboundException failure(HostResolver resolver, List<String> listed, String url, Duration time) {
        OutboundPolicy guard = new OutboundPolicy(AllowedHosts.of(listed), Set::of);
        try (GuardedHttpClient http = new GuardedHttpClient(guard, resolver)) {
            return catchThrowableOfType(
                    OutboundException.class, () -> http.get(OutboundPolicy.parse(url), TOKEN, Deadline.after(time)));
        }
    }

    private OutboundException failureOfListed(String path, Duration time) {
        return failure(HostResolver.SYSTEM, List.of(server.host()), "http://" + server.host() + path, time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:7f00:1]",
                "[::]",
                "0.0.0.0",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "%6c%6f%63alhost",
                "127%2e0.0.1",
                "169.254.169.254",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "10.96.0.1",
                "[64:ff9b::7f00:1]"
            })
    void noSpellingOfAPrivateAddressIsReached(String host) {
        OutboundException failure = failure(HostResolver.SYSTEM, List.of(), "http://" + host, Duration.ofSeconds(10));

        assertThat(failure.reason()).isEqualTo(OutboundException.Reason.REFUSED);
        assertThat(failure)
                .hasMessageEndingWith(
                        " has no public address; correct it, or ask an administrator to add it to scmHosts");
    }

    @Test
    void aNameWithAPrivateAddressIsToldApartFromAnUnknownOneByNothing() {
        HostResolver hostile = host -> List.of(InetAddress.getByName("10.0.0.1"));
        HostResolver unknown = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(failure(hostile, List.of(), "https://git.example.com", Duration.ofSeconds(5)))
                .hasMessage(failure(unknown, List.of(), "https://git.example.com", Duration.ofSeconds(5))
                        .getMessage());
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() {
        HostResolver mixed = host -> List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("127.0.0.1"));

        assertThat(failure(mixed, List.of(), "http://git.example.com", Duration.ofSeconds(5))
                        .reason())
                .isEqualTo(OutboundException.Reason.REFUSED);
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() {
        // A name server that gives another address at each look-up.
        HostResolver rebinding = host -> {
            lookups.add(host);
            return List.of(InetAddress.getByName(lookups.size() == 1 ? "127.0.0.1" : "169.254.169.254"));
        };
        String listed = "git.corp:" + server.port();
        OutboundPolicy guard = new OutboundPolicy(AllowedHosts.of(List.of(listed)), Set::of);
        try (GuardedHttpClient http = new GuardedHttpClient(guard, rebinding)) {
            GuardedHttpClient.Answer answer =
                    http.get(OutboundPolicy.parse("http://" + listed + "/ok"), Map.of(), GuardedHttpClient.startTime());

            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("ok");
            assertThat(lookups).containsExactly("git.corp");
            // The next request looks it up again, and what it finds is checked again.
            assertThat(catchThrowableOfType(
                                    OutboundException.class,
                                    () -> http.get(
                                            OutboundPolicy.parse("http://" + listed + "/ok"),
                                            Map.of(),
                                            GuardedHttpClient.startTime()))
                            .reason())
                    .isEqualTo(OutboundException.Reason.REFUSED);
        }
    }

    @Test
    void aSocketDoesNotConnectToAnAddressThatNobodyChecked() {
        GuardedSocketFactory sockets = new GuardedSocketFactory(address -> false);

        assertThat(catchThrowableOfType(BlockedAddressException.class, () -> sockets.createSocket()
                        .connect(server.address())))
                .isNotNull();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRedirectToAnotherServerIsNotFollowed() throws Exception {
        try (HostileServer other = HostileServer.start()) {
            server.redirectTo("http://" + other.host() + "/ok");

            OutboundException failure = failureOfListed("/redirect", Duration.ofSeconds(10));

            assertThat(failure.reason()).isEqualTo(OutboundException.Reason.REDIRECTED);
            assertThat(failure)
                    .hasMessageNotContaining(other.host())
                    .hasMessageContaining("redirects to another server");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:1/", "http://localhost/ok", "file:///etc/passwd", "//[::1]/"})
    void aRedirectToAnotherSchemeOrPortIsNotFollowed(String target) {
        server.redirectTo(target);

        assertThat(failureOfListed("/redirect", Duration.ofSeconds(10)).reason())
                .isEqualTo(OutboundException.Reason.REDIRECTED);
    }

    @Test
    void aRedirectOnTheSameServerIsFollowedThreeTimes() {
        server.redirectTo("/redirect");

        OutboundException failure = failureOfListed("/redirect", Duration.ofSeconds(10));

        assertThat(failure.reason()).isEqualTo(OutboundException.Reason.REDIRECTED);
        assertThat(server.requests()).hasSize(4);
        server.redirectTo("/ok");
        assertThat(failureOfListed("/redirect", Duration.ofSeconds(10))).isNull();
    }

    @Test
    void anEndlessAnswerEndsAtTheLimit() {
        assertThat(failureOfListed("/endless", Duration.ofSeconds(10)))
                .hasMessage("\"127.0.0.1\" answers with more than 4194304 bytes");
    }

    @Test
    void aSmallCompressedAnswerThatIsLargeEndsAtTheLimit() {
        assertThat(failureOfListed("/bomb", Duration.ofSeconds(10)).reason())
                .isEqualTo(OutboundException.Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/slow"})
    void aSlowAnswerEndsAtTheTime(String path) {
        long start = System.nanoTime();

        OutboundException failure = failureOfListed(path, Duration.ofMillis(500));

        assertThat(failure.reason()).isEqualTo(OutboundException.Reason.TOO_SLOW);
        assertThat(failure)
                .hasMessage("the requests to \"127.0.0.1\" were not answered in time (at most 10 seconds together)");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aNameServerThatDoesNotAnswerEndsAtTheTime() {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver silent = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };

        assertThat(failure(silent, List.of(), "https://git.example.com", Duration.ofMillis(300)))
                .hasMessage("the name servers do not answer in time");
    }

    @Test
    void aLookUpThatIsInterruptedIsNotTheFaultOfTheCaller() {
        Thread.currentThread().interrupt();

        OutboundException failure =
                failure(HostResolver.SYSTEM, List.of(), "https://git.example.com", Duration.ofSeconds(10));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(OutboundException.Reason.UNAVAILABLE);
        assertThat(failure).hasMessage("the request was interrupted, because Jenkins or its REST API stops; try again");
    }

    @Test
    void anAnswerThatIsInterruptedIsNotTooSlow() {
        Thread caller = Thread.currentThread();
        DaemonThreads.create("interrupter", () -> {
                    await("the request").until(() -> !server.requests().isEmpty());
                    caller.interrupt();
                })
                .start();

        OutboundException failure = failureOfListed("/slow", Duration.ofSeconds(10));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(OutboundException.Reason.UNAVAILABLE);
    }

    @Test
    void aLookUpThatGetsNoThreadGivesItsPermitBack() {
        Semaphore lookups = new Semaphore(1);
        ExecutorService closed = WorkerPoolFactory.createUnlimited("closed");
        closed.shutdownNow();
        GuardedDns dns =
                new GuardedDns(HostResolver.SYSTEM, closed, lookups, address -> true, GuardedHttpClient.startTime());

        assertThat(catchThrowableOfType(OutboundException.class, () -> dns.lookup("git.example.com"))
                        .reason())
                .isEqualTo(OutboundException.Reason.UNAVAILABLE);
        assertThat(lookups.availablePermits()).isEqualTo(1);
    }

    @Test
    void aCertificateThatNobodyKnowsIsRefused() throws Exception {
        try (HostileServer tls = HostileServer.startWithCertificate()) {
            OutboundException failure =
                    failure(HostResolver.SYSTEM, List.of(tls.host()), "https://" + tls.host(), Duration.ofSeconds(10));

            assertThat(failure.reason()).isEqualTo(OutboundException.Reason.UNREACHABLE);
            assertThat(failure)
                    .hasMessage("the certificate of \"127.0.0.1\" is not accepted; it must be valid now, and an"
                            + " administrator adds the one of its issuer to the trust store of Jenkins' Java");
        }
    }

    @Test
    void aServerWithoutTlsIsNotSaidToHaveAWrongCertificate() {
        OutboundException failure = failure(
                HostResolver.SYSTEM, List.of(server.host()), "https://" + server.host(), Duration.ofSeconds(10));

        assertThat(failure.reason()).isEqualTo(OutboundException.Reason.UNREACHABLE);
        assertThat(failure)
                .hasMessage("\"127.0.0.1\" does not speak TLS at port " + server.port()
                        + ", or no version of it that Jenkins' Java accepts; check scheme and port of the address");
    }

    @Test
    void aCertificateForAnotherNameIsTold() {
        OutboundException failure = GuardedHttpClient.translate(
                new SSLPeerUnverifiedException("Hostname not verified"), HttpUrl.get("https://git.example.com"));

        assertThat(failure)
                .hasMessage("the certificate of \"git.example.com\" is for another name; give the address with the"
                        + " name that it has");
    }

    @Test
    void aTokenIsInNoMessage() {
        server.redirectTo("http://10.0.0.1/");
        for (String path : List.of("/redirect", "/endless", "/broken")) {
            assertThat(failureOfListed(path, Duration.ofSeconds(10))).hasMessageNotContaining("hunter2");
        }
    }
}
