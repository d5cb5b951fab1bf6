package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
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

    private final Path binaryFolder;
    private final Path stateFolder;
    private final String token = UUID.randomUUID().toString();
    private final int port;
    private final Deque<Process> processes = new ArrayDeque<>();

    /**
     * Starts both programs, and returns when the API is ready.
     *
     * @param port a port on 127.0.0.1; 0 for any free port
     */
    EnvtestCluster(Path binaryFolder, Path stateFolder, int port) {
        this.binaryFolder = binaryFolder;
        this.stateFolder = stateFolder;
        this.port = port == 0 ? FreePortFinder.find() : port;
        for (String program : List.of("etcd", "kube-apiserver")) {
            if (!Files.isExecutable(binaryFolder.resolve(program))) {
                throw new IllegalStateException("KUBEBUILDER_ASSETS=" + binaryFolder + " has no program " + program
                        + "; put etcd and kube-apiserver there, or unset the variable to compile them");
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            Files.createDirectories(stateFolder);
            Files.writeString(stateFolder.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n");
            Files.writeString(stateFolder.resolve("service-account.key"), createPrivateKey());
            String etcd = "http://127.0.0.1:" + FreePortFinder.find();
            startEtcd(etcd, "http://127.0.0.1:" + FreePortFinder.find());
            startApiServer(etcd);
            awaitReady();
        } catch (IOException e) {
            close();
            throw new IllegalStateException(
                    "Cannot start etcd and kube-apiserver of KUBEBUILDER_ASSETS=" + binaryFolder, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String kubeconfig() {
        try {
            byte[] certificate = Files.readAllBytes(stateFolder.resolve("apiserver.crt"));
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
            throw new IllegalStateException("The API server in " + stateFolder + " has not written its certificate", e);
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

    private void startEtcd(String clientUrl, String peerUrl) throws IOException {
        start(
                "etcd",
                List.of(
                        "--data-dir=" + stateFolder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=" + clientUrl,
                        "--advertise-client-urls=" + clientUrl,
                        "--listen-peer-urls=" + peerUrl,
                        "--initial-advertise-peer-urls=" + peerUrl,
                        "--initial-cluster=default=" + peerUrl));
    }

    private void startApiServer(String etcd) throws IOException {
        Path key = stateFolder.resolve("service-account.key");
        start(
                "kube-apiserver",
                List.of(
                        "--etcd-servers=" + etcd,
                        "--cert-dir=" + stateFolder,
                        "--bind-address=127.0.0.1",
                        "--advertise-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--token-auth-file=" + stateFolder.resolve("tokens.csv"),
                        "--authorization-mode=RBAC",
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + key,
                        "--service-account-signing-key-file=" + key,
                        "--service-cluster-ip-range=10.0.0.0/24",
                        "--endpoint-reconciler-type=none",
                        // These admission plugins need controllers, which do not run here; see
                        // src/trial/control-plane/cmd/control-plane/apiserver.go.
                        "--disable-admission-plugins=ResourceQuota,StorageObjectInUseProtection,ServiceAccount"));
    }

    private void start(String program, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(binaryFolder.resolve(program).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(JvmBoundProcessCommand.endingWithThisJvm("KILL", command));
        builder.redirectErrorStream(true)
                .redirectOutput(stateFolder.resolve(program + ".log").toFile());
        synchronized (processes) {
            processes.push(builder.start());
        }
    }

    private boolean hasDeadProcess() {
        synchronized (processes) {
            return processes.stream().anyMatch(process -> !process.isAlive());
        }
    }

    private void awaitReady() {
        Instant end = Instant.now().plus(READY_TIMEOUT);
        while (!isReady()) {
            if (Instant.now().isAfter(end) || hasDeadProcess()) {
                throw new IllegalStateException(
                        "etcd and kube-apiserver did not become ready; see their logs in " + stateFolder);
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
        if (!Files.exists(stateFolder.resolve("apiserver.crt"))) {
            return false;
        }
        try (KubernetesClient client = createClient()) {
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
}
