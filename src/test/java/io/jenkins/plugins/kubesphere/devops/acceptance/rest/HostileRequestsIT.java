package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTargetFactory;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.TargetExtension;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends each kind of bad request to each route that the target describes. Each is refused with the documented status and
 * form, tells nothing, and changes nothing in the cluster.
 */
@ExtendWith(TargetExtension.class)
class HostileRequestsIT {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";
    private static final int BODY_BYTES = 10 * 1024 * 1024;

    /** Parameters that are names of objects. Others, such as a branch, are only compared. */
    private static final Set<String> OBJECT_NAMES = Set.of("pipeline", "run", "credential", "template", "repository");

    @TempDir
    private static Path state;

    private static AcceptanceTestProject scenario;
    private static HostileProject project;
    private static List<DescribedRoute> routes;
    private static HttpCaller nobody;
    private static HttpCaller administrator;
    private static SortedMap<String, String> before;

    @BeforeAll
    static void start(AcceptanceTargetFactory targets) {
        scenario = AcceptanceTestProject.start(targets.create(state));
        KapisClient kapis =
                new KapisClient(scenario.target.restApi(), KapisClient.tokenOf(scenario.target.administrator()));
        project = HostileProject.create(scenario);
        nobody = HttpCaller.of(kapis.address());
        administrator = nobody.withBearer(kapis.administrator());
        await("the REST API").until(() -> kapis.get("/clustertemplates").status() == 200);
        routes = DescribedRoute.read(kapis);
        await("the objects in the REST API").until(() -> Stream.of(
                        "/namespaces/{namespace}/pipelineruns/{run}",
                        "/namespaces/{namespace}/gitrepositories/{repository}",
                        "/namespaces/{namespace}/templates/{template}",
                        "/clustertemplates/{template}",
                        "/clustersteptemplates/{template}",
                        "/workspaces/{workspace}/namespaces/{namespace}")
                .map(path -> route("GET", BASE + path))
                .allMatch(route -> administrator.send("GET", pathOf(route)).status() == 200));
        before = project.objects();
    }

    @AfterEach
    void checkThatNothingWasChanged() {
        assertThat(project.objects()).as("the objects of the cluster").isEqualTo(before);
    }

    @AfterAll
    static void stop() {
        if (project != null) {
            project.delete();
        }
        if (scenario != null) {
            scenario.close();
        }
    }

    private static DescribedRoute route(String method, String path) {
        return routes.stream()
                .filter(route -> route.method().equals(method) && route.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static String pathOf(DescribedRoute route) {
        return route.path(project.names());
    }

    private static Stream<DescribedRoute> secured() {
        return routes.stream().filter(DescribedRoute::secured);
    }

    private static Stream<DescribedRoute> withBody() {
        return routes.stream().filter(route -> route.secured() && route.hasBody());
    }

    /** Sends a request with this body to each route, and checks that it is refused. */
    private static void checkEach(
            Stream<DescribedRoute> refusing, String name, HttpCaller caller, String body, int status) {
        refusing.forEach(route ->
                RefusedAnswer.check(name + ": " + route, caller.send(route.method(), pathOf(route), body), status));
    }

    @Test
    void theTargetDescribesEachRoute() {
        assertThat(routes)
                .hasSameSizeAs(RouteTables.all().stream()
                        .flatMap(table -> table.routes().stream())
                        .toList());
        assertThat(routes.stream().filter(route -> !route.secured()).map(DescribedRoute::path))
                .allMatch(path -> path.contains("/webhooks/") || path.contains("/v1alpha2/webhook/"))
                .hasSize(6);
    }

    @Test
    void whoIsNotKnownGets401() {
        Map<String, HttpCaller> callers = new LinkedHashMap<>();
        callers.put("nobody", nobody);
        callers.put("a forged token", nobody.withBearer(HostileProject.forgedToken()));
        callers.put("an unknown text", nobody.withBearer(RefusedAnswer.SECRET));
        callers.put("an empty token", nobody.with("Authorization", "Bearer"));
        callers.put("a revoked token", nobody.withBearer(project.revokedToken()));
        callers.put("a token for another server", nobody.withBearer(project.tokenForOtherAudience()));
        callers.put("a password", nobody.withBasic("admin", RefusedAnswer.SECRET));
        callers.put(
                "headers of a gateway", nobody.with("X-Remote-User", "admin").with("X-Remote-Group", "system:masters"));
        callers.forEach((name, caller) -> checkEach(secured(), name, caller, "{}", 401));
    }

    @Test
    void theMemberOfAnotherProjectGets403() {
        HttpCaller stranger = nobody.withBearer(project.tokenOfStranger());

        checkEach(secured(), "stranger", stranger, "{}", 403);
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        HttpCaller reader = nobody.withBearer(project.tokenOfReader());

        checkEach(secured().filter(route -> !route.isRead()), "reader", reader, "{}", 403);
        secured().filter(route -> route.isRead() && route.isNamespaced()).forEach(route -> {
            Answer answer = reader.send("GET", pathOf(route));
            assertThat(answer.status())
                    .as("reader: %s: %s", route, answer.body())
                    .isNotIn(401, 403);
            RefusedAnswer.checkTellsNothing("reader: " + route, answer);
        });
    }

    @Test
    void anotherMethodGets405() {
        Map<String, TreeSet<String>> allowed = routes.stream()
                .collect(Collectors.groupingBy(
                        DescribedRoute::path,
                        Collectors.mapping(DescribedRoute::method, Collectors.toCollection(TreeSet::new))));
        routes.forEach(route -> METHODS.stream()
                .filter(method -> !allowed.get(route.path()).contains(method))
                .forEach(method -> {
                    Answer answer = administrator.send(method, pathOf(route));
                    String request = method + " " + route.path();
                    if (method.equals("TRACE") && isJenkins()) {
                        assertThat(answer.status())
                                .as("Jenkins answers itself: %s", request)
                                .isEqualTo(403);
                        return;
                    }
                    assertThat(answer.status())
                            .as("%s: %s", request, answer.body())
                            .isEqualTo(405);
                    assertThat(answer.header("Allow"))
                            .as(request)
                            .isEqualTo(String.join(", ", allowed.get(route.path())));
                    RefusedAnswer.checkTellsNothing(request, answer);
                }));
    }

    @Test
    void aBodyThatIsNotJsonGets415() {
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x")) {
            HttpCaller caller = administrator.with("Content-Type", type);
            checkEach(
                    withBody().filter(route -> !type.contains("form-urlencoded") || !route.readsForm()),
                    type,
                    caller,
                    "password=" + RefusedAnswer.SECRET,
                    415);
        }
        withBody()
                .forEach(route -> RefusedAnswer.check(
                        "no type: " + route,
                        administrator.send(route.method(), pathOf(route), BodyPublishers.ofString("{}")),
                        415));
    }

    @Test
    void brokenJsonGets400() {
        for (String body : List.of(
                "{",
                "{\"password\": \"" + RefusedAnswer.SECRET,
                "{\"password\": " + RefusedAnswer.SECRET + "}",
                "[]",
                "\"" + RefusedAnswer.SECRET + "\"",
                "1",
                "true",
                "null",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000))) {
            checkEach(withBody(), body.substring(0, Math.min(20, body.length())), administrator, body, 400);
        }
        byte[] notUtf8 = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};
        HttpCaller json = administrator.with("Content-Type", "application/json");
        withBody()
                .forEach(route -> RefusedAnswer.check(
                        "not UTF-8: " + route,
                        json.send(route.method(), pathOf(route), BodyPublishers.ofByteArray(notUtf8)),
                        400));
    }

    @Test
    void aBodyOfTenMegabytesGets413() {
        byte[] body = "x".repeat(BODY_BYTES).getBytes(StandardCharsets.US_ASCII);
        HttpCaller json = administrator.with("Content-Type", "application/json");

        routes.stream()
                .filter(DescribedRoute::hasBody)
                .forEach(route -> RefusedAnswer.check(
                        "10 MB: " + route,
                        json.send(route.method(), pathOf(route), BodyPublishers.ofByteArray(body)),
                        413));
    }

    @Test
    void aPageThatIsNotANumberGets400() {
        Map<String, List<String>> values = Map.of(
                "page", List.of("0", "-1", "x", "1e3", "1.5", "99999999999999999999", "%00", "%0d%0aX-Evil:%201"),
                "limit", List.of("-2", "x", "99999999999999999999"),
                "ascending", List.of("maybe", "1"),
                "labelSelector", List.of("a%20in", "%3d%3d"));
        secured()
                .filter(route -> route.isRead() && route.offered())
                .forEach(route -> values.forEach((name, bad) -> {
                    if (route.query().contains(name)) {
                        bad.forEach(value -> RefusedAnswer.check(
                                name + "=" + value + ": " + route,
                                administrator.send("GET", pathOf(route) + "?" + name + "=" + value),
                                400));
                    }
                }));
    }

    @Test
    void aNameThatNoObjectHasIsNotFoundAndLeadsNowhere() {
        List<String> wrong = List.of("..", ".", "%00", "a%00b", "%0d%0aX-Evil:%201", "%ff");
        List<String> unusual =
                List.of("a%2f..%2fb", "%252e%252e", "..%2f..%2fetc", "A_B", "a".repeat(300), "%e2%80%ae");
        routes.forEach(route -> route.parameters().forEach(parameter -> {
            for (String value : wrong) {
                RefusedAnswer.check(parameter + "=" + value + ": " + route, sendWith(route, parameter, value), 400);
            }
            for (String value : unusual) {
                String request = parameter + "=" + value + ": " + route;
                Answer answer = sendWith(route, parameter, value);
                if (OBJECT_NAMES.contains(parameter) || parameter.equals("namespace") && route.isNamespaced()) {
                    RefusedAnswer.check(request, answer, 404);
                } else {
                    RefusedAnswer.check(request, answer, 200, 400, 404, 501);
                }
            }
            RefusedAnswer.check(parameter + "=a;b: " + route, sendWith(route, parameter, "a;b"), 200, 400, 404, 501);
        }));
    }

    /** Jenkins refuses each path with this segment itself, with its own page. */
    @Test
    void anEncodedParentFolderLeadsNowhere() {
        routes.forEach(route -> route.parameters().forEach(parameter -> {
            Answer answer = sendWith(route, parameter, "%2e%2e");
            if (isJenkins()) {
                assertThat(answer.status())
                        .as("%s of %s: %s", parameter, route, answer.body())
                        .isIn(400, 500);
                assertThat(answer.header("Content-Type")).startsWith("text/html");
                assertThat(answer.body()).doesNotContain("\tat ", "Exception", RefusedAnswer.SECRET);
            } else {
                RefusedAnswer.check(parameter + " of " + route, answer, 400);
            }
        }));
    }

    private static boolean isJenkins() {
        return JenkinsDistribution.findGiven().isPresent();
    }

    private static Answer sendWith(DescribedRoute route, String parameter, String value) {
        Map<String, String> names = project.names();
        names.put(parameter, value);
        try {
            return administrator.send(route.method(), route.path(names));
        } catch (UncheckedIOException e) {
            // After a path that it cannot decode, the web server closes the connection, perhaps while the next request
            // is on its way. That one was not read.
            return administrator.send(route.method(), route.path(names));
        }
    }

    @Test
    void aFileNameThatNoArtifactHasIsNotFound() {
        String download = pathOf(route("GET", BASE + "/namespaces/{namespace}/pipelineruns/{run}/artifacts/download"));
        for (String name : List.of(
                "..",
                "../build.xml",
                "..%2f..%2fconfig.xml",
                "%252e%252e%252fbuild.xml",
                "..%5cbuild.xml",
                "/etc/passwd",
                "%2fetc%2fpasswd",
                "%00",
                "build.xml%00.txt",
                "a%0d%0aX-Evil:%201",
                "a%250d%250aX-Evil:%201",
                "%0d%0a%0d%0a%3Cscript%3E",
                "CON",
                "a".repeat(3_000))) {
            RefusedAnswer.check(name, administrator.send("GET", download + "?filename=" + name), 404);
        }
        RefusedAnswer.check("no name", administrator.send("GET", download), 400);
        RefusedAnswer.check("an empty name", administrator.send("GET", download + "?filename="), 400);
    }
}
