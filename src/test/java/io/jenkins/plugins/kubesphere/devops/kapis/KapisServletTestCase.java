package io.jenkins.plugins.kubesphere.devops.kapis;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ResourceAttributes;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.TokenReviewer;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ObjectMapperFactory;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.WatchService;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.WatchTimings;
import io.jenkins.plugins.kubesphere.devops.trial.kapis.KapisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of the servlet alone, with a few routes. Alice may use each, and Mallory none. */
abstract class KapisServletTestCase {
    static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";
    static final String PIPELINES = BASE + "/namespaces/demo/pipelines";
    private static final Caller ALICE = new Caller("alice", "", List.of(), Map.of(), Caller.Origin.KUBERNETES);
    private static final Caller MALLORY = new Caller("mallory", "", List.of(), Map.of(), Caller.Origin.KUBERNETES);
    private static final TokenReviewer REVIEWER = token -> switch (token) {
        case "of-alice" -> Optional.of(ALICE);
        case "of-mallory" -> Optional.of(MALLORY);
        case "unreviewed" -> throw new ReviewUnavailableException("10.0.0.1 does not answer", null);
        default -> Optional.empty();
    };

    /** What the servlet asked about rights. */
    final List<ResourceAttributes> asked = new CopyOnWriteArrayList<>();

    KapisServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    record Body(String name, Integer count) {}

    @BeforeEach
    void start() throws Exception {
        RouteTable table = RouteTable.of("devops.kubesphere.io", "v1alpha3")
                .add(
                        "GET",
                        "/namespaces/{namespace}/pipelines/{pipeline}/branches/{branch}",
                        request -> Reply.json(request.path()),
                        Map.class,
                        "")
                .add(
                        "POST",
                        "/namespaces/{namespace}/pipelines",
                        request -> Reply.json(request.body().read(Body.class)),
                        Body.class,
                        Body.class,
                        "")
                .add(
                        "GET",
                        "/namespaces/{namespace}/pipelines",
                        request -> {
                            request.query().number("page", 1, 1);
                            throw new IllegalStateException("the password is hunter2");
                        },
                        Void.class,
                        "")
                .add(
                        "DELETE",
                        "/namespaces/{namespace}/pipelines/{pipeline}",
                        request -> {
                            throw KapisException.conflict("it changed <b>");
                        },
                        Void.class,
                        "")
                .add(
                        "GET",
                        "/namespaces/{namespace}/pipelineruns/{run}",
                        request -> (response, json) -> {
                            response.setHeader("ETag", "\"of the answer\"");
                            response.setContentLength(1_000);
                            response.getOutputStream().write('x');
                            throw new IllegalStateException("the password is hunter2");
                        },
                        Void.class,
                        "")
                .add(
                        "DELETE",
                        "/namespaces/{namespace}/pipelineruns/{run}",
                        request -> Reply.text(200, "x".repeat(100_000)),
                        Void.class,
                        "")
                .build();
        server = KapisServer.start(0, servlet(table, WriteIdentity.PLUGIN));
    }

    /** A servlet with these callers, other routes, and this identity for what they write. */
    KapisServlet servlet(RouteTable table, WriteIdentity writes) {
        return new KapisServlet(
                KapisSettings.ofKubernetes("host", Set.of(), "system").withWrites(writes),
                List.of(table),
                new RequestAuthenticator(REVIEWER, request -> Optional.ofNullable(request.getHeader("Cookie"))
                        .map(session -> ALICE)),
                (caller, attributes) -> {
                    asked.add(attributes);
                    return caller.equals(ALICE);
                },
                new WatchService(ObjectMapperFactory.create().writer(), WatchTimings.DEFAULT),
                ObjectMapperFactory.create());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** @param token null for none */
    HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    URI uri(String path) {
        return URI.create(server.address() + path);
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
