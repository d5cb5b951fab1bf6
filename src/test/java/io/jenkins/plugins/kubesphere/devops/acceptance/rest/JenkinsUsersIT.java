package io.jenkins.plugins.kubesphere.devops.acceptance.rest;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTarget;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsControllerInstaller;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users of Jenkins call the REST API. Uses its own controller, on which people must log in. */
class JenkinsUsersIT {
    private static final String PLUGIN = "role-strategy";
    private static final String PASSWORD = "correct horse+battery&staple";
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";
    private static final String PROJECTS = BASE + "/workspaces/users-test/namespaces";

    private static final String SECURITY = """
              securityRealm:
                local:
                  allowsSignup: false
                  users:
                    - {id: admin, password: "$PASSWORD"}
                    - {id: alice, password: "$PASSWORD"}
                    - {id: reader, password: "$PASSWORD"}
                    - {id: stranger, password: "$PASSWORD"}
              authorizationStrategy:
                roleBased:
                  roles:
                    global:
                      - name: admin
                        permissions: ["Overall/Administer"]
                        entries: [{user: admin}]
                      - name: everybody
                        permissions: ["Overall/Read"]
                        entries: [{user: alice}, {user: reader}, {user: stranger}]
                    items:
                      - name: developer
                        pattern: "shop.*"
                        permissions: ["Job/Read", "Job/Create", "Job/Configure", "Job/Build", "Job/Delete", "Run/Delete"]
                        entries: [{user: alice}]
                      - name: reader
                        pattern: "shop.*"
                        permissions: ["Job/Read"]
                        entries: [{user: reader}]
            """.replace("$PASSWORD", PASSWORD);

    private static ControllerTarget target;
    private static KubernetesClient client;
    private static HttpCaller nobody;
    private static HttpCaller admin;
    private static HttpCaller alice;
    private static HttpCaller reader;
    private static HttpCaller stranger;
    private static String shop;
    private static String pipelines;
    private static Map<String, String> readOnlyTokens;

    @BeforeAll
    static void startController() throws Exception {
        JenkinsDistribution files = JenkinsDistribution.assumeGiven();
        files.assumeHasPlugins(List.of(PLUGIN));
        target = ControllerTarget.install(files, List.of(PLUGIN));
        JenkinsControllerInstaller.addToJenkinsSection(target.controller(), SECURITY);
        target.start(Set.of());
        client =
                new KubernetesClientBuilder().withConfig(target.administrator()).build();
        nobody = HttpCaller.of(target.restApi());
        admin = withApiToken("admin");
        alice = withApiToken("alice");
        reader = withApiToken("reader");
        stranger = withApiToken("stranger");
        await("the objects of the cluster")
                .until(() -> admin.send("GET", PROJECTS).status() == 200);
        shop = createProject("shop");
        pipelines = BASE + "/namespaces/" + shop + "/pipelines";
        createProject("office");
        await("the folder of the project")
                .until(() -> alice.send("GET", pipelines).status() == 200);
    }

    private static HttpCaller withApiToken(String user) {
        return nobody.withBasic(
                user, JenkinsSession.logIn(target.restApi(), user, PASSWORD).createApiToken());
    }

    private static String createProject(String name) {
        Answer created = admin.send("POST", PROJECTS, "{\"metadata\": {\"generateName\": \"" + name + "\"}}");
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(creatorOf(created)).isEqualTo("admin");
        return created.json().at("/metadata/name").asText();
    }

    @AfterAll
    static void stopController() {
        if (client != null) {
            client.close();
        }
        if (target != null) {
            target.shutDown();
        }
    }

    @Test
    void anApiTokenAllowsWhatTheUserMayDoAndNeedsNoCrumb() {
        Answer created = alice.send("POST", pipelines, pipeline("api-token"));
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(creatorOf(created)).isEqualTo("alice");
        String path = pipelines + "/api-token";
        await("the pipeline is in sync").until(() -> alice.send("GET", path)
                .json()
                .at("/metadata/annotations/pipeline.devops.kubesphere.io~1syncstatus")
                .asText()
                .equals("successful"));
        assertAllowed(alice.send("PUT", path, pipeline("api-token")));
        assertAllowed(alice.send("PUT", path + "/jenkinsfile?mode=raw", "{\"data\": \"echo 'two'\"}"));

        Answer started = alice.send("POST", path + "/pipelineruns");
        assertAllowed(started);
        assertThat(started.json()
                        .at("/metadata/annotations/devops.kubesphere.io~1creator")
                        .asText())
                .isEqualTo("alice");
        String run = BASE + "/namespaces/" + shop + "/pipelineruns/"
                + started.json().at("/metadata/name").asText();
        await("the end of the run")
                .until(() -> alice.send("GET", run).json().at("/status/phase").asText(), "Succeeded"::equals);
        assertAllowed(alice.send("DELETE", run));
        assertAllowed(alice.send("DELETE", path));
    }

    @Test
    void aWrongTokenIsNotAccepted() {
        for (HttpCaller caller : List.of(
                nobody,
                nobody.withBasic("alice", "wrong"),
                nobody.withBasic("nobody", "wrong"),
                nobody.with("Authorization", "Basic !"))) {
            assertThat(caller.send("GET", pipelines).status())
                    .as("%s", caller.headers())
                    .isEqualTo(401);
            assertThat(caller.send("POST", pipelines, pipeline("unknown")).status())
                    .as("%s", caller.headers())
                    .isIn(401, 403);
        }
        assertThat(alice.send("GET", pipelines + "/unknown").status()).isEqualTo(404);
    }

    @Test
    void aUserSeesOnlyWhatJenkinsShows() {
        assertThat(names(admin.send("GET", PROJECTS))).hasSize(2).contains(shop);
        assertThat(names(alice.send("GET", PROJECTS))).containsExactly(shop);
        assertThat(names(reader.send("GET", PROJECTS))).containsExactly(shop);
        assertThat(names(stranger.send("GET", PROJECTS))).isEmpty();
        assertThat(stranger.send("GET", pipelines).status()).isEqualTo(403);
        assertThat(stranger.send("POST", pipelines, pipeline("strange")).status())
                .isEqualTo(403);
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        assertAllowed(alice.send("POST", pipelines, pipeline("shown")));
        String path = pipelines + "/shown";
        await("the pipeline").until(() -> reader.send("GET", path).status() == 200);
        for (Answer answer : List.of(
                reader.send("POST", pipelines, pipeline("other")),
                reader.send("PUT", path, pipeline("shown")),
                reader.send("PUT", path + "/jenkinsfile?mode=raw", "{\"data\": \"echo 'two'\"}"),
                reader.send("POST", path + "/pipelineruns"),
                reader.send("DELETE", path),
                reader.send("POST", PROJECTS, "{\"metadata\": {\"generateName\": \"mine\"}}"),
                alice.send("DELETE", PROJECTS + "/" + shop))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(answer.json().path("kind").asText()).isEqualTo("Status");
        }
    }

    @Test
    void aWatchNeedsABearerToken() {
        Answer answer = alice.send("GET", pipelines + "?watch=true");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("a user of Jenkins polls with If-None-Match");
    }

    @Test
    void aSessionReadsAndPostsOnlyWithACrumb() {
        JenkinsSession session = JenkinsSession.logIn(target.restApi(), "alice", PASSWORD);

        assertThat(session.browser().send("GET", pipelines).status()).isEqualTo(200);
        assertThat(session.browser()
                        .send("POST", pipelines, pipeline("session"))
                        .status())
                .as("without a crumb")
                .isEqualTo(403);
        assertThat(session.browser()
                        .with("Jenkins-Crumb", "wrong")
                        .send("POST", pipelines, pipeline("session"))
                        .status())
                .as("with a wrong crumb")
                .isEqualTo(403);
        Answer created = session.withCrumb().send("POST", pipelines, pipeline("session"));
        assertAllowed(created);
        assertThat(creatorOf(created)).isEqualTo("alice");
        String path = pipelines + "/session";
        await("the pipeline").until(() -> alice.send("GET", path).status() == 200);
        for (HttpCaller caller : List.of(session.browser(), session.withCrumb())) {
            assertThat(caller.send("PUT", path, pipeline("session")).status())
                    .as("Jenkins checks no crumb of a PUT")
                    .isEqualTo(401);
            assertThat(caller.send("DELETE", path).status()).isEqualTo(401);
        }
    }

    @Test
    void aCookieBesideABearerTokenDoesNotCount() {
        HttpCaller browser =
                JenkinsSession.logIn(target.restApi(), "admin", PASSWORD).browser();
        assertThat(browser.send("GET", pipelines).status()).isEqualTo(200);
        ProjectMember member = ProjectMember.create(
                client,
                shop,
                "looks",
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines")
                        .withVerbs("get", "list")
                        .build()));

        for (String forged : List.of("forged", "a.b.c", "")) {
            assertThat(browser.withBearer(forged).send("GET", pipelines).status())
                    .isEqualTo(401);
            assertThat(browser.withBearer(forged)
                            .send("POST", pipelines, pipeline("cookie"))
                            .status())
                    .isEqualTo(401);
        }
        HttpCaller mixed = browser.withBearer(member.token());
        assertThat(mixed.send("GET", pipelines).status()).isEqualTo(200);
        Answer refused = mixed.send("POST", pipelines, pipeline("cookie"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains(member.user());
        HttpCaller administrator = JenkinsSession.logIn(target.restApi(), "alice", PASSWORD)
                .browser()
                .withBearer(KapisClient.tokenOf(target.administrator()));
        Answer created = administrator.send("POST", pipelines, pipeline("cookie"));
        assertAllowed(created);
        assertThat(creatorOf(created)).isNotEqualTo("alice");
    }

    /** A folder decides who sees its pipelines, also in a search. */
    @Test
    void aSearchFindsThePipelinesThatTheUserMayRead() {
        assertAllowed(alice.send("POST", pipelines, pipeline("searched")));
        String search =
                "/kapis/devops.kubesphere.io/v1alpha2/search?q=type:pipeline%3Bpipeline:" + shop + "/*searched*";
        await("the pipeline")
                .until(() ->
                        reader.send("GET", search).json().path("total_count").asInt() == 1);
        assertThat(stranger.send("GET", search).json().path("total_count").asInt())
                .isZero();
        assertThat(nobody.send("GET", search).status()).isEqualTo(401);
    }

    /** With a cookie, a change needs a crumb. */
    @Test
    void aCrumbIsThatOfTheSession() {
        HttpCaller browser =
                JenkinsSession.logIn(target.restApi(), "alice", PASSWORD).browser();
        String path = "/kapis/devops.kubesphere.io/v1alpha2/crumbissuer";

        Answer crumb = browser.send("GET", path);

        assertAllowed(crumb);
        assertThat(browser.send("POST", pipelines, pipeline("crumb")).status()).isEqualTo(403);
        assertAllowed(browser.with(
                        crumb.json().path("crumbRequestField").asText(),
                        crumb.json().path("crumb").asText())
                .send("POST", pipelines, pipeline("crumb")));
        assertThat(nobody.withBearer(KapisClient.tokenOf(target.administrator()))
                        .send("GET", path)
                        .body())
                .startsWith("you need no crumb");
    }

    @Test
    void theHeadersOfAGatewayAreNotBelieved() {
        assertThat(asGateway(nobody).send("GET", pipelines).status()).isEqualTo(401);
        assertThat(asGateway(nobody)
                        .send("POST", pipelines, pipeline("gateway"))
                        .status())
                .isEqualTo(401);
        assertThat(asGateway(stranger).send("GET", pipelines).status()).isEqualTo(403);
        assertThat(creatorOf(asGateway(alice).send("POST", pipelines, pipeline("gateway"))))
                .isEqualTo("alice");
    }

    private static HttpCaller asGateway(HttpCaller caller) {
        return caller.with("X-Remote-User", "admin")
                .with("X-Remote-Group", "system:masters")
                .with("X-Forwarded-User", "admin")
                .with("Impersonate-User", "admin");
    }

    private static String pipeline(String name) {
        return "{\"metadata\": {\"name\": \"" + name
                + "\"}, \"spec\": {\"type\": \"pipeline\", \"pipeline\": {\"name\": \"" + name
                + "\", \"jenkinsfile\": \"echo 'one'\"}}}";
    }

    private static void assertAllowed(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String creatorOf(Answer created) {
        return created.json().at("/metadata/annotations/kubesphere.io~1creator").asText();
    }

    private static List<String> names(Answer list) {
        assertAllowed(list);
        return list.json().findValues("metadata").stream()
                .map(metadata -> metadata.path("name").asText())
                .toList();
    }
}
