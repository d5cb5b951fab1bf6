package io.jenkins.plugins.kubesphere.devops.kapis.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundPolicyTest {
    private static final OutboundPolicy NOTHING_LISTED = new OutboundPolicy(AllowedHosts.of(List.of()), Set::of);

    private static boolean permits(OutboundPolicy policy, String host, int port, InetAddress address) {
        return policy.permits(host, port, address, GuardedHttpClient.startTime());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "169.254.0.23",
                "168.63.129.16",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void anAddressThatIsNotPublicIsNotPermitted(String address) throws Exception {
        assertThat(permits(NOTHING_LISTED, "git.example.com", 443, InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "140.82.121.4",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.255.255",
                "223.255.255.255",
                "2606:50c0:8000::153",
                "64:ff9b::8c52:7904"
            })
    void aPublicAddressIsPermitted(String address) throws Exception {
        assertThat(permits(NOTHING_LISTED, "git.example.com", 443, InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, git.example.com, 1.2.3.4",
        "1.2.3.4, git.example.com, 64:ff9b::1.2.3.4",
        "api.example.com, api.example.com., 9.9.9.9",
        "API.example.com, api.example.com, 9.9.9.9",
        "api.example.com, 5.6.7.8, 5.6.7.8",
        "api.example.com, git.example.com, 5.6.7.8",
        "api.example.com, git.example.com, 64:ff9b::506:708",
        "api.example.com, git.example.com, 2606:50c0:0:0:0:0:0:6",
        "[2606:50C0::6], 2606:50c0::6, 2606:50c0:0000::6",
        "2606:50c0:0:0:0:0:0:6, git.example.com, 2606:50c0::6",
        "[64:ff9b::1.2.3.4], git.example.com, 1.2.3.4"
    })
    void theKubernetesApiIsNotPermittedAtAPublicAddress(String api, String host, String address) throws Exception {
        OutboundPolicy guard =
                new OutboundPolicy(AllowedHosts.of(List.of()), () -> Set.of(api), OutboundPolicyTest::resolve);

        assertThat(permits(guard, host, 443, InetAddress.getByName(address))).isFalse();
        assertThat(permits(guard, "git.example.com", 443, InetAddress.getByName("9.9.9.10")))
                .isTrue();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        return host.equals("api.example.com")
                ? List.of(InetAddress.getByName("5.6.7.8"), InetAddress.getByName("2606:50c0::6"))
                : List.of(InetAddress.getByName(host));
    }

    @Test
    void whileItIsNotKnownWhereTheApiIsNothingIsPermitted() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        OutboundPolicy guard = new OutboundPolicy(AllowedHosts.of(List.of()), () -> Set.of("api.example.com"), host -> {
            lookups.incrementAndGet();
            throw new UnknownHostException(host);
        });

        assertThat(permits(guard, "api.example.com", 443, InetAddress.getByName("9.9.9.9")))
                .isFalse();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> permits(guard, "git.example.com", 443, InetAddress.getByName("9.9.9.9")))
                    .isInstanceOfSatisfying(OutboundException.class, failure -> assertThat(failure.reason())
                            .isEqualTo(OutboundException.Reason.UNAVAILABLE))
                    .hasMessage("the address of the Kubernetes API is not known now, so no server is asked; try again");
        }
        // A failure is remembered for a moment.
        assertThat(lookups).hasValue(1);
    }

    @Test
    void nameServersThatDoNotTellWhereTheApiIsHoldOneThreadAndNoCaller() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        InetAddress address = InetAddress.getByName("9.9.9.9");
        try (OutboundPolicy policy =
                new OutboundPolicy(AllowedHosts.of(List.of("listed.corp")), () -> Set.of("api.example.com"), host -> {
                    lookups.incrementAndGet();
                    return await(never);
                })) {
            long start = System.nanoTime();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() ->
                                policy.permits("git.example.com", 443, address, Deadline.after(Duration.ofMillis(100))))
                        .isInstanceOfSatisfying(OutboundException.class, failure -> assertThat(failure.reason())
                                .isEqualTo(OutboundException.Reason.UNAVAILABLE));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(lookups).hasValue(1);
            assertThat(permits(policy, "listed.corp", 443, address)).isTrue();
        }
    }

    private static List<InetAddress> await(CountDownLatch latch) throws UnknownHostException {
        try {
            latch.await(20, TimeUnit.SECONDS);
            throw new UnknownHostException("silent");
        } catch (InterruptedException e) {
            throw new UnknownHostException("closed");
        }
    }

    @Test
    void aListedHostMayBePrivateAtItsPortAlone() throws Exception {
        OutboundPolicy guard =
                new OutboundPolicy(AllowedHosts.of(List.of("git.corp:8443", "Gitea.corp", "[fd00::1]")), Set::of);
        InetAddress privateAddress = InetAddress.getByName("10.0.0.1");

        assertThat(permits(guard, "git.corp", 8443, privateAddress)).isTrue();
        assertThat(permits(guard, "git.corp.", 8443, privateAddress)).isTrue();
        assertThat(permits(guard, "git.corp", 443, privateAddress)).isFalse();
        assertThat(permits(guard, "gitea.corp", 443, privateAddress)).isTrue();
        assertThat(permits(guard, "gitea.corp", 80, privateAddress)).isTrue();
        assertThat(permits(guard, "gitea.corp", 22, privateAddress)).isFalse();
        assertThat(permits(guard, "other.corp", 443, privateAddress)).isFalse();
        assertThat(permits(guard, "fd00::1", 443, InetAddress.getByName("fd00::1")))
                .isTrue();
    }

    @Test
    void aTokenIsKeptFromAConnectionWithoutEncryptionUnlessTheSchemeIsListed() throws Exception {
        OutboundPolicy guard = new OutboundPolicy(
                AllowedHosts.of(List.of("git.corp:3000", "gitea.corp", "http://old.corp:3000", "http://plain.corp")),
                Set::of);

        assertThat(guard.maySendToken(HttpUrl.get("http://git.corp:3000/a"))).isFalse();
        assertThat(guard.maySendToken(HttpUrl.get("https://git.corp:3000/a"))).isTrue();
        assertThat(guard.maySendToken(HttpUrl.get("http://gitea.corp"))).isFalse();
        assertThat(guard.maySendToken(HttpUrl.get("http://old.corp:3000/a"))).isTrue();
        assertThat(guard.maySendToken(HttpUrl.get("http://old.corp:3001"))).isFalse();
        assertThat(guard.maySendToken(HttpUrl.get("http://plain.corp"))).isTrue();
        assertThat(guard.maySendToken(HttpUrl.get("http://other.corp"))).isFalse();
    }

    @Test
    void aSchemeGivesThePort() throws Exception {
        OutboundPolicy guard =
                new OutboundPolicy(AllowedHosts.of(List.of("http://plain.corp", "https://git.corp")), Set::of);
        InetAddress privateAddress = InetAddress.getByName("10.0.0.1");

        assertThat(permits(guard, "plain.corp", 80, privateAddress)).isTrue();
        assertThat(permits(guard, "plain.corp", 443, privateAddress)).isFalse();
        assertThat(permits(guard, "git.corp", 443, privateAddress)).isTrue();
        assertThat(permits(guard, "git.corp", 80, privateAddress)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1", "::", "fe80::1", "ff02::1", "64:ff9b::a9fe:a9fe"})
    void aListedHostIsNotTheMetadataOfACloud(String address) throws Exception {
        OutboundPolicy guard = new OutboundPolicy(AllowedHosts.of(List.of("git.corp")), Set::of);

        assertThat(permits(guard, "git.corp", 80, InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "git.example.com",
                "//git.example.com",
                "ftp://git.example.com",
                "file:///etc/passwd",
                "gopher://git.example.com",
                "ssh://git@git.example.com/a",
                "javascript:1",
                "https:/git.example.com",
                "https:///git.example.com",
                "https:///alice:hunter2@git.example.com",
                "HTTP:////alice@git.example.com",
                "https://",
                "https://git.example.com/?a=b",
                "https://git.example.com/#a",
                "https://git.example.com\\@10.0.0.1",
                "https://git.example.com:99999",
                "https://git example.com",
                "https://git.example.com\r\nHost: a",
                " https://git.example.com",
                "https://[::1",
                "https://git.exämple.com"
            })
    void aTextThatIsNotTheAddressOfAServerIsRefused(String text) {
        assertThatThrownBy(() -> OutboundPolicy.parse(text))
                .isInstanceOf(OutboundException.class)
                .hasMessage("the address is not one of a server; write it like https://git.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:hunter2@git.example.com", "https://git.example.com@10.0.0.1/", "https://@10.0.0.1"
            })
    void anAddressWithAUserIsRefused(String text) {
        assertThatThrownBy(() -> OutboundPolicy.parse(text))
                .hasMessage("the address has a user; leave it out, and name a credential");
    }

    @Test
    void anotherPortThanTheUsualOnesMustBeListed() {
        HttpUrl url = OutboundPolicy.parse("https://git.example.com:6443/a");

        assertThatThrownBy(() -> NOTHING_LISTED.requirePort(url))
                .hasMessage(
                        "the port 6443 of \"git.example.com\" is not allowed; use 80 or 443, or ask an administrator"
                                + " to add git.example.com:6443 to scmHosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://git.corp",
                "http://",
                "http://git.corp/",
                "http://user@git.corp",
                "git.corp/a",
                "user@git.corp",
                "git.corp:0x50",
                "git.corp:99999",
                "a b",
                "*"
            })
    void anEntryThatIsNotAHostIsRefused(String entry) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(entry);
    }
}
