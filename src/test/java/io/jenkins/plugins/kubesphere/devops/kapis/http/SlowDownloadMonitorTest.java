package io.jenkins.plugins.kubesphere.devops.kapis.http;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ZeroStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the server that Jenkins has, because what ends a blocked write is a matter of the server. */
class SlowDownloadMonitorTest {
    private static final long GIB = 1L << 30;
    private static final int MIB = 1_048_576;

    private final SlowDownloadMonitor monitor = new SlowDownloadMonitor(Duration.ofSeconds(1), MIB);
    private final AtomicInteger open = new AtomicInteger();
    private final CopyOnWriteArrayList<Boolean> interruptedAfterwards = new CopyOnWriteArrayList<>();
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new Sender()), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        monitor.close();
    }

    @Test
    void aDownloadEndsIfItsClientTakesAByteNowAndThen() throws Exception {
        try (Socket client = connect()) {
            await("the file is open").untilAsserted(() -> assertThat(open).hasValue(1));
            InputStream answer = client.getInputStream();
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (open.get() > 0 && System.nanoTime() < end) {
                assertThat(answer.read()).isNotNegative();
                Thread.sleep(20);
            }

            assertThat(open).hasValue(0);
            await("the thread is free")
                    .untilAsserted(() -> assertThat(interruptedAfterwards).containsExactly(false));
            assertThat(readToEnd(answer)).as("the answer is cut").isLessThan(GIB);
        }
    }

    /** The rate of each second counts, so a client that is fast enough is never ended. */
    @Test
    void aDownloadGoesOnWhileItsClientTakesEnough() throws Exception {
        try (Socket client = connect()) {
            InputStream answer = client.getInputStream();
            for (int second = 0; second < 16; second++) {
                assertThat(answer.readNBytes(MIB)).hasSize(MIB);
                Thread.sleep(250);
            }

            assertThat(open).hasValue(1);
        }
        await("the file is closed").untilAsserted(() -> assertThat(open).hasValue(0));
        assertThat(interruptedAfterwards).containsExactly(false);
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(8_192);
        client.connect(
                new InetSocketAddress("127.0.0.1", ((ServerConnector) server.getConnectors()[0]).getLocalPort()));
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static long readToEnd(InputStream answer) throws IOException {
        long bytes = 0;
        try {
            byte[] piece = new byte[MIB];
            for (int read = answer.read(piece); read >= 0; read = answer.read(piece)) {
                bytes += read;
            }
        } catch (SocketException e) {
            // The server has reset the connection.
        }
        return bytes;
    }

    private InputStream openFile() {
        open.incrementAndGet();
        return new ZeroStream(open::decrementAndGet);
    }

    private final class Sender extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ObjectWriter json = new ObjectMapper().writer();
            EntityTag tag = EntityTag.builder().build();
            try {
                new FileReply("big", GIB, tag, Optional.empty(), true, offset -> monitor.watch(openFile()))
                        .send(response, json);
            } finally {
                interruptedAfterwards.add(Thread.currentThread().isInterrupted());
            }
        }
    }
}
