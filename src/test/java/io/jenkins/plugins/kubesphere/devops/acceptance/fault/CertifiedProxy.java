package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Adds TLS to a server without TLS. Its certificate is signed by a CA of its own, and is valid from now on: Java does
 * not check the dates of a certificate that is its own CA, as that of the API server of the tests is.
 */
final class CertifiedProxy implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final int target;
    private final KeyManagerFactory managers;
    private final ServerSocket listener;
    private volatile SSLContext context;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * @param folder an empty folder
     * @param target port on 127.0.0.1
     */
    CertifiedProxy(Path folder, int target) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.target = target;
        keytool("-genkeypair -alias ca -keyalg EC -dname CN=ca -ext bc:c -storetype PKCS12 -keystore ca.p12");
        keytool("-exportcert -rfc -alias ca -keystore ca.p12 -file ca.pem");
        keytool("-genkeypair -alias server -keyalg EC -dname CN=server -storetype PKCS12 -keystore server.p12");
        keytool("-certreq -alias server -keystore server.p12 -file server.csr");
        keytool(
                "-gencert -rfc -alias ca -ext san=ip:127.0.0.1 -keystore ca.p12 -infile server.csr -outfile server.pem");
        keytool("-importcert -noprompt -alias ca -keystore server.p12 -file ca.pem");
        keytool("-importcert -noprompt -alias server -keystore server.p12 -file server.pem");
        KeyStore keys = KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
        managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        context = createContext();
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private SSLContext createContext() throws GeneralSecurityException {
        SSLContext created = SSLContext.getInstance("TLS");
        created.init(managers.getKeyManagers(), null, null);
        return created;
    }

    /**
     * Returns a kubeconfig that connects through this proxy.
     *
     * @param plain a kubeconfig, as YAML, that connects to the target
     */
    String kubeconfig(String plain) throws IOException {
        var kubeconfig = Serialization.unmarshal(plain, Config.class);
        var cluster = kubeconfig.getClusters().get(0).getCluster();
        cluster.setServer("https://127.0.0.1:" + listener.getLocalPort());
        cluster.setCertificateAuthorityData(
                Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("ca.pem"))));
        return Serialization.asYaml(kubeconfig);
    }

    /** Ends all connections. New ones are accepted, and do not resume a TLS session: that would need no certificate. */
    void cut() throws GeneralSecurityException {
        context = createContext();
        closeConnections();
    }

    private void closeConnections() {
        open.forEach(CertifiedProxy::closeNow);
    }

    private void keytool(String arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IOException("keytool " + arguments + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client =
                    context.getSocketFactory().createSocket(listener.accept(), InputStream.nullInputStream(), true);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.addAll(List.of(client, server));
            start(() -> copy(client, server));
            start(() -> copy(server, client));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } finally {
            open.removeAll(List.of(from, to));
        }
    }

    /** Work of a thread that ends with its connection. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The connection has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeNow(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeNow(listener);
        closeConnections();
    }
}
