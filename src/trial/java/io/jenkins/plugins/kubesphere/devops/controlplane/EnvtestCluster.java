package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Runs the etcd and kube-apiserver binaries of a folder, such as those of envtest (KUBEBUILDER_ASSETS). No controllers
 * run. Both processes end when this JVM ends or is killed.
 */
final class EnvtestCluster implements KubernetesCluster {
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);

    /**
     * Starts a shell in the background, then replaces itself with the program. The shell reads standard input, to which
     * this JVM never writes. The input ends when this JVM ends; the shell then kills the program. A command in the
     * background has no standard input, so the shell reads descriptor 3. The program ignores Ctrl-C on the terminal;
     * this JVM handles it.
     */
    private static final String LAUNCH_SCRIPT = "trap '' INT; exec 3<&0;"
            + " (read -r nothing <&3; kill -9 $$ 2>/dev/null) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    private final Path assets;
    private final Path directory;
    private final String token = UUID.randomUUID().toString();
    private final int port;
    private final Deque<Process> processes = new ArrayDeque<>();

    /**
     * Starts both programs, and returns when the API is ready.
     *
     * @param port a port on 127.0.0.1; 0 for any free port
     */
    EnvtestCluster(Path assets, Path directory, int port) {
        this.assets = assets;
        this.directory = directory;
        this.port = port == 0 ? freePort() : port;
        for (String program : List.of("etcd", "kube-apiserver")) {
            if (!Files.isExecutable(assets.resolve(program))) {
                throw new IllegalStateException("KUBEBUILDER_ASSETS=" + assets + " has no program " + program
                        + "; put etcd and kube-apiserver there, or unset the variable to compile them");
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n");
            Files.writeString(directory.resolve("service-account.key"), createPrivateKey());
            String etcd = "http://127.0.0.1:" + freePort();
            startEtcd(etcd, "http://127.0.0.1:" + freePort());
            startApiServer(etcd);
            awaitReady();
        } catch (IOException e) {
            close();
            throw new IllegalStateException("Cannot start etcd and kube-apiserver of KUBEBUILDER_ASSETS=" + assets, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String kubeconfig() {
        try {
            byte[] certificate = Files.readAllBytes(directory.resolve("apiserver.crt"));
            return """
                    apiVersion: v1
                    kind: Config
                    current-context: tests
                    contexts: [{name: tests, context: {cluster: tests, user: admin}}]
                    users: [{name: admin, user: {token: "%s"}}]
                    clusters:
                      - name: tests
                        cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: "%s"}
                    """.formatted(token, port, Base64.getEncoder().encodeToString(certificate));
        } catch (IOException e) {
            throw new IllegalStateException("The API server in " + directory + " has not written its certificate", e);
        }
    }

    @Override
    public boolean hasControllers() {
        return false;
    }

    /** Ends the API server before etcd: without etcd, the API server would log errors for a long time. */
    @Override
    public void close() {
        synchronized (processes) {
            while (!processes.isEmpty()) {
                processes.pop().destroyForcibly().onExit().join();
            }
        }
    }

    private void startEtcd(String clients, String peers) throws IOException {
        start(List.of(
                "etcd",
                "--data-dir=" + directory.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers));
    }

    private void startApiServer(String etcd) throws IOException {
        Path key = directory.resolve("service-account.key");
        start(List.of(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--cert-dir=" + directory,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--token-auth-file=" + directory.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--endpoint-reconciler-type=none",
                // These admission plugins need controllers: without them, they refuse valid objects. See apiserver.go.
                "--disable-admission-plugins=ResourceQuota,StorageObjectInUseProtection,ServiceAccount"));
    }

    private void start(List<String> command) throws IOException {
        List<String> launched = new ArrayList<>(List.of("sh", "-c", LAUNCH_SCRIPT, "sh"));
        launched.addAll(command);
        launched.set(4, assets.resolve(command.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(launched);
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(command.get(0) + ".log").toFile());
        synchronized (processes) {
            processes.push(builder.start());
        }
    }

    private void awaitReady() {
        Instant end = Instant.now().plus(READY_TIMEOUT);
        while (!isReady()) {
            if (Instant.now().isAfter(end) || processes.stream().anyMatch(p -> !p.isAlive())) {
                throw new IllegalStateException(
                        "etcd and kube-apiserver did not become ready; see their logs in " + directory);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while kube-apiserver was starting", e);
            }
        }
    }

    private boolean isReady() {
        if (!Files.exists(directory.resolve("apiserver.crt"))) {
            return false;
        }
        try (KubernetesClient client = client()) {
            return "ok".equals(client.raw("/readyz"));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static String createPrivateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            String body = Base64.getMimeEncoder().encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port on 127.0.0.1", e);
        }
    }
}
