package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.kapis.http.EntityTag;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches of many projects on the server that Jenkins has. The path of a request names caller, project and a number. */
class WatchServiceTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int LARGE = 1_000_000;
    private static final int SMALL_BUFFER = 8_192;
    /** A project whose watches can be made to fail. */
    private static final String BROKEN = "broken";

    private final Map<String, CountedAnswer> answers = new ConcurrentHashMap<>();
    private final List<Socket> clients = new ArrayList<>();
    private final AtomicInteger errors = new AtomicInteger();
    private volatile boolean isBroken;
    private WatchService service;
    private Server server;
    private ServerConnector connector;

    private void start(Duration heartbeat, Duration maxWrite, long maxBytes) throws Exception {
        WatchTimings timings = new WatchTimings(NEVER, NEVER, NEVER, NEVER, heartbeat, maxWrite);
        service = new WatchService(new ObjectMapper().writer(), timings, maxBytes);
        service.start();
        server = new Server();
        connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        // What the kernel keeps for a client that does not read.
        connector.setAcceptedSendBufferSize(SMALL_BUFFER);
        // Otherwise the server would end what does not go on for half a minute.
        connector.setIdleTimeout(NEVER.toMillis());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        ServletHolder holder = new ServletHolder(new WatchServlet());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        service.close();
        server.stop();
    }

    @Test
    void onlyWhatMayShowAChangeIsReadAgain() throws Exception {
        start(NEVER, NEVER, EventBudget.MAX_BYTES);
        int projects = 50;
        for (int i = 0; i < projects; i++) {
            open("/caller" + i + "/project" + i + "/1");
        }
        await("all are read").until(() -> reads() == projects);

        for (int i = 0; i < 10; i++) {
            change("project0");
            Thread.sleep(300);
        }

        await("the changes are read").until(() -> answer("project0").reads.get() > 5);
        assertThat(answer("project0").reads.get()).isLessThanOrEqualTo(11);
        assertThat(reads() - answer("project0").reads.get())
                .as("reads of %d watches of other projects, each for its first event", projects - 1)
                .isEqualTo(projects - 1);
    }

    @Test
    void forAClientThatDoesNotReadNothingIsReadUntilItReadsAgain() throws Exception {
        start(NEVER, NEVER, EventBudget.MAX_BYTES);
        answer("busy").size = LARGE;
        Socket client = open("/alice/busy/1");
        await("the first event").until(() -> answer("busy").reads.get() == 1);

        for (int i = 0; i < 5; i++) {
            answer("busy").version++;
            change("busy");
            // A large event also delays the next one, by four seconds.
            Thread.sleep(1_000);
        }
        assertThat(answer("busy").reads).hasValue(1);

        List<String> events = readEvents(client, 2);
        assertThat(events.get(0)).startsWith("data: \"0x").hasSize(LARGE + 9);
        assertThat(events.get(1)).startsWith("data: \"5x").hasSize(LARGE + 9);
    }

    /** Alice reads slowly, and was there first. Mallory does not read at all. */
    @Test
    void whoHoldsMostMemoryMakesRoom() throws Exception {
        start(NEVER, NEVER, 3L * LARGE + LARGE / 2);
        answer("alices").size = LARGE;
        Socket alice = open("/alice/alices/1");
        await("the event of alice").until(() -> answer("alices").reads.get() == 1);
        for (int i = 1; i <= 6; i++) {
            answer("m" + i).size = LARGE;
            open("/mallory/m" + i + "/1");
            int last = i;
            await("the next event").until(() -> answer("m" + last).reads.get() == 1);
            Thread.sleep(100);
        }

        await("two of six are left").untilAsserted(() -> {
            assertThat(List.of(isWatched("m1"), isWatched("m2"), isWatched("m3"), isWatched("m4")))
                    .containsOnly(false);
            assertThat(isWatched("m5")).isTrue();
            assertThat(isWatched("m6")).isTrue();
        });
        assertThat(readEvents(alice, 1).get(0)).hasSize(LARGE + 9);
        assertThat(isWatched("alices")).isTrue();
    }

    @Test
    void aClientThatTakesTooLongForAnEventIsLeft() throws Exception {
        start(Duration.ofMillis(300), Duration.ofSeconds(1), EventBudget.MAX_BYTES);
        answer("slow").size = LARGE;
        open("/alice/slow/1");
        open("/alice/quick/1");
        await("both are read").until(() -> reads() == 2);

        await("it is left").until(() -> !isWatched("slow"));
        Thread.sleep(1_500);
        assertThat(isWatched("quick")).isTrue();
    }

    /** The first write after the client has gone succeeds: only its answer says that nobody is there. */
    @Test
    void aClosedTabIsNoticedAfterOneHeartbeat() throws Exception {
        Duration heartbeat = Duration.ofSeconds(2);
        start(heartbeat, NEVER, EventBudget.MAX_BYTES);
        Socket client = open("/alice/tab/1");
        readEvents(client, 1);
        assertThat(isWatched("tab")).isTrue();

        long closedAt = System.nanoTime();
        client.close();
        await("the watch ends").until(() -> !isWatched("tab"));

        assertThat(Duration.ofNanos(System.nanoTime() - closedAt)).isLessThan(heartbeat.plusMillis(1_300));
    }

    @Test
    void anErrorOfOneWatchDoesNotEndTheOthers() throws Exception {
        start(Duration.ofMillis(300), NEVER, EventBudget.MAX_BYTES);
        Socket client = open("/alice/other/1");
        readEvents(client, 1);
        readEvents(open("/alice/" + BROKEN + "/1"), 1);
        isBroken = true;
        await("the next heartbeat").until(() -> errors.get() > 0);

        answer("other").version++;
        change("other");

        assertThat(readEvents(client, 1)).containsExactly("data: \"1\"");
    }

    /** It has nothing to read before the next change, but must know that it watches. */
    @Test
    void aClientThatHasTheAnswerGetsTheHeadAtOnce() throws Exception {
        start(NEVER, NEVER, EventBudget.MAX_BYTES);

        Socket client = open(
                "/alice/known/1", "Last-Event-ID: " + answer("known").read().tag());

        assertThat(new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                        .readLine())
                .isEqualTo("HTTP/1.1 200 OK");
    }

    private Socket open(String path) throws IOException {
        return open(path, "X: none");
    }

    private Socket open(String path, String header) throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(SMALL_BUFFER);
        client.setSoTimeout(10_000);
        client.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.0\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static List<String> readEvents(Socket client, int count) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        List<String> events = new ArrayList<>();
        while (events.size() < count) {
            String line = lines.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            if (line.startsWith("data:")) {
                events.add(line);
            }
        }
        return events;
    }

    private CountedAnswer answer(String project) {
        return answers.computeIfAbsent(project, CountedAnswer::new);
    }

    private int reads() {
        return answers.values().stream().mapToInt(answer -> answer.reads.get()).sum();
    }

    private void change(String project) {
        service.onChange(new ObjectChange(Pipeline.class, project, "web"));
    }

    /** A watch that has ended is not told of changes. */
    private boolean isWatched(String project) {
        int before = answer(project).asked.get();
        change("none");
        return answer(project).asked.get() > before;
    }

    private static final class CountedAnswer implements Watchable {
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private final String project;
        private volatile int version;
        private volatile int size;

        CountedAnswer(String project) {
            this.project = project;
        }

        @Override
        public VersionedReply read() {
            reads.incrementAndGet();
            String text = version + "x".repeat(size);
            return new VersionedReply(EntityTag.builder().add(version).build(), () -> text);
        }

        @Override
        public boolean mayShow(ObjectChange change) {
            asked.incrementAndGet();
            return change.namespace().equals(project);
        }

        @Override
        public boolean showsBuilds() {
            return false;
        }

        @Override
        public void checkRights() {
            // Everybody may see everything.
        }
    }

    private final class WatchServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] path = request.getRequestURI().split("/");
            service.watch(
                    path[2].equals(BROKEN) ? new BreakableRequest(request, this::throwToPump) : request,
                    path[1],
                    answer(path[2]),
                    Optional.ofNullable(request.getHeader("Last-Event-ID")));
        }

        /** Other threads only end the watch that they serve. */
        private void throwToPump() {
            if (isBroken && Thread.currentThread().getName().contains("rest-api-watch-pump")) {
                errors.incrementAndGet();
                throw new OutOfMemoryError("a test");
            }
        }
    }
}
