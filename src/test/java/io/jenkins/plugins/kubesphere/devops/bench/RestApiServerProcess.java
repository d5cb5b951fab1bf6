package io.jenkins.plugins.kubesphere.devops.bench;

import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Our REST API in a process of its own, with the heap of a small Jenkins. It ends when this JVM ends. */
final class RestApiServerProcess implements AutoCloseable {
    private final Process process;
    private final MeasuredServer server;

    private RestApiServerProcess(Process process, MeasuredServer server) {
        this.process = process;
        this.server = server;
    }

    /** Starts it, and returns when it has read the objects of the cluster. */
    static RestApiServerProcess start(KubernetesCluster cluster, String token, Path folder) throws IOException {
        Path kubeconfig = Files.createFile(
                folder.resolve("kubeconfig"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(kubeconfig, cluster.kubeconfig());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                        "-Dkubeconfig=" + kubeconfig,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestApiServerProcess.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = output.readLine();
        if (address == null) {
            throw new IllegalStateException("the server of the REST API does not start");
        }
        return new RestApiServerProcess(process, new MeasuredServer("ours", URI.create(address), token, process.pid()));
    }

    /** The process itself: prints its address, and ends with its standard input. Takes no arguments. */
    public static void main(String[] args) throws IOException {
        KubernetesCluster cluster = KubernetesCluster.forTests(Path.of("."));
        KapisTestServer server =
                KapisTestServer.start(cluster, cluster.createConfig(), RestApiObjects.engineWithArtifact());
        System.out.println(server.client().address());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    MeasuredServer server() {
        return server;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
