package io.jenkins.plugins.kubesphere.devops.kapis.scm;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.FakeGitServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class ScmRoutesIT {
    private static final String PREFIX = "credential.devops.kubesphere.io/";
    /** Of {@code git:hunter2}. */
    private static final String GIT_BASIC = "Basic Z2l0Omh1bnRlcjI=";

    private KapisTestServer server;
    private FakeGitServer provider;
    private KapisClient kapis;
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) throws Exception {
        client = admin;
        namespace = testNamespace.name();
        provider = FakeGitServer.start("Bearer hunter2");
        server = KapisTestServer.startWithGitServers(cluster, List.of(provider.address(), "127.0.0.2"));
        kapis = server.client();
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(project).create();
        await("the project")
                .until(() ->
                        kapis.get("/namespaces/" + namespace + "/pipelines").status() == 200);
        create("robot", PREFIX + "secret-text", Map.of("secret", "hunter2\n"));
    }

    @AfterEach
    void stop() throws Exception {
        client.resources(ClusterRoleBinding.class).withName(namespace + "-scms").delete();
        client.resources(ClusterRole.class).withName(namespace + "-scms").delete();
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
        provider.close();
    }

    private void create(String name, String type, Map<String, String> values) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withType(type)
                        .withStringData(values)
                        .build())
                .create();
    }

    private String query(String secret, String address) {
        return "?secretNamespace=" + namespace + "&secret=" + secret + "&server=" + address;
    }

    private Answer verify(String scm, String secret, String address) {
        return kapis.send("POST", "/scms/" + scm + "/verify" + query(secret, address), "{}");
    }

    @Test
    void aCredentialIsVerified() {
        provider.with("/api/v3/user/orgs?page=1&per_page=1", "[]");
        create("old", PREFIX + "basic-auth", Map.of("username", "mona", "password", "swordfish"));

        assertThat(verify("github", "robot", provider.address()).body())
                .isEqualTo("{\"message\":\"ok\",\"code\":0,\"credentialId\":\"robot\"}");
        assertThat(verify("github", "old", provider.address()).body())
                .isEqualTo("{\"message\":\"\\\"127.0.0.1\\\" does not accept the credential; check its"
                        + " token\",\"code\":101,\"credentialId\":\"old\"}");
    }

    @Test
    void organizationsAndRepositoriesAreListed() {
        provider.with("/api/v3/user", "{\"login\": \"mona\", \"avatar_url\": \"https://a\"}")
                .with("/api/v3/user/orgs?page=1&per_page=10", "[{\"login\": \"acme\", \"avatar_url\": null}]")
                .with("/api/v3/user/orgs?page=2&per_page=20", "[]")
                .with("/api/v3/orgs/acme/repos?page=1&per_page=100", """
                        [{"name": "web", "default_branch": "main"}]""");
        String organizations = "/scms/github/organizations";
        String query = query("robot", provider.address());

        assertThat(kapis.get(organizations + query).body()).isEqualTo("[{\"name\":\"acme\",\"avatar\":\"\"}]");
        assertThat(kapis.get(organizations + "/" + query + "&includeUser=true").body())
                .isEqualTo("[{\"name\":\"acme\",\"avatar\":\"\"},{\"name\":\"mona\",\"avatar\":\"https://a\"}]");
        assertThat(kapis.get(organizations + query + "&page=2&limit=20").body()).isEqualTo("[]");
        assertThat(kapis.get(organizations + "/acme/repositories" + query + "&pageNumber=1&pageSize=500")
                        .body())
                .isEqualTo("{\"repositories\":{\"items\":[{\"name\":\"web\",\"defaultBranch\":\"main\"}]}}");
        Answer none = kapis.get(organizations + "/none/repositories" + query);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).isEqualTo("\"127.0.0.1\" does not have this, or does not show it to the credential\n");
        assertThat(kapis.get(organizations + "/acme%2F..%2F../repositories" + query)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTokenIsNotUsedForWhoMayNotGetTheCredential() {
        String nobody = member("nobody");
        String viewer = member("viewer", "get");
        provider.with("/api/v3/user/orgs?page=1&per_page=10", "[]");
        String path = "/scms/github/organizations" + query("robot", provider.address());

        Answer refused = kapis.send(nobody, "GET", path, null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("may not get credentials \\\"robot\\\" in project " + namespace);
        assertThat(kapis.send(nobody, "POST", "/scms/git/verify" + query("robot", provider.address()), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(provider.requests()).isEmpty();
        assertThat(kapis.send(viewer, "GET", path, null).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsNotSentToAServerOfTheChoiceOfWhoMayOnlyGetTheCredential() {
        String viewer = member("viewer", "get");
        String manager = member("manager", "get", "update");
        String path = "/scms/github/organizations" + query("robot", "https://thief.invalid");

        Answer refused = kapis.send(viewer, "GET", path, null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asText())
                .endsWith(
                        "may not update credentials \"robot\" in project " + namespace
                                + ", which is needed to send it to \"thief.invalid\"; or an administrator adds that to scmHosts");
        assertThat(kapis.send(manager, "GET", path, null).body()).startsWith("\"thief.invalid\" has no public address");
        assertThat(kapis.send(manager, "GET", path.replace("https:", "http:"), null)
                        .body())
                .isEqualTo("a credential is not sent to \"thief.invalid\" without encryption; write https, or ask an"
                        + " administrator to add http://thief.invalid:80 to scmHosts\n");
    }

    /** The caller writes the address: an http in it would show the token to the network. */
    @Test
    void aTokenIsNotSentInClearToAHostThatIsListedWithoutItsScheme() {
        String refusal = "a credential is not sent to \"127.0.0.2\" without encryption; write https, or ask an"
                + " administrator to add http://127.0.0.2:80 to scmHosts\n";

        Answer refused = kapis.get("/scms/github/organizations" + query("robot", "http://127.0.0.2"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo(refusal);
        assertThat(verify("git", "robot", "http://127.0.0.2/web.git").body()).isEqualTo(refusal);
        // Without a token, it is asked.
        assertThat(kapis.send("POST", "/scms/git/verify?server=http://127.0.0.2/web.git", "{}")
                        .body())
                .contains(" cannot be reached");
    }

    @Test
    void onlyCredentialsWithATokenCount() {
        create("opaque", "Opaque", Map.of("token", "hunter2", "password", "hunter2"));
        create("key", PREFIX + "ssh-auth", Map.of("username", "git", "private_key", "hunter2"));
        create("broken", PREFIX + "secret-text", Map.of("secret", "hunter2 \r\nX-Admin: 1"));

        assertThat(verify("github", "opaque", provider.address()).body()).isEqualTo("secrets \"opaque\" not found\n");
        assertThat(verify("github", "opaque", provider.address()).status()).isEqualTo(404);
        assertThat(verify("github", "key", provider.address()).body())
                .isEqualTo("the credential \"key\" has the type credential.devops.kubesphere.io/ssh-auth, which has no"
                        + " token; give one of the type credential.devops.kubesphere.io/basic-auth or"
                        + " credential.devops.kubesphere.io/secret-text\n");
        assertThat(verify("github", "broken", provider.address()).body())
                .startsWith("the credential \"broken\" has no token, or one with spaces");
        assertThat(kapis.get("/scms/github/organizations?secret=robot&secretNamespace=default")
                        .status())
                .isEqualTo(404);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void aRequestWithoutWhatIsNeededIsRefused() {
        assertThat(kapis.get("/scms/github/organizations").body())
                .isEqualTo("the credential is missing; give its name as secret, and its project as secretNamespace\n");
        assertThat(verify("svn", "robot", provider.address()).body())
                .isEqualTo("\"svn\" is not a known provider; give one of github, gitlab, gitea, bitbucket-cloud,"
                        + " bitbucket-server, or git to verify a repository\n");
        assertThat(verify("git", "robot", "").body())
                .isEqualTo("server is required: give the address of the repository\n");
        assertThat(verify("git", "robot", provider.address() + "&insecureSkipTLS=true")
                        .body())
                .startsWith("insecureSkipTLS and caName are not offered");
        assertThat(verify("github", "..", provider.address()).status()).isEqualTo(400);
    }

    @Test
    void aPrivateServerThatIsNotListedIsNotReached() {
        for (String address : List.of(
                "https://127.0.0.1", "https://localhost", "https://%5B::1%5D", "https://kubernetes.default.svc")) {
            Answer refused = verify("gitlab", "robot", address);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("has no public address");
        }
        assertThat(kapis.send("POST", "/scms/git/verify?server=http://169.254.169.254/latest", "{}")
                        .body())
                .startsWith("\"169.254.169.254\" has no public address");
        assertThat(kapis.send("POST", "/scms/git/verify?server=https://git.example.com:6443/a", "{}")
                        .body())
                .startsWith("the port 6443 of \"git.example.com\" is not allowed");
        assertThat(kapis.send("POST", "/scms/git/verify?server=file:///etc/passwd", "{}")
                        .body())
                .startsWith("the parameter server is wrong: ");
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void aRepositoryIsVerifiedWithAndWithoutACredential() {
        provider.accept("");
        String refs = "/info/refs?service=git-upload-pack";
        provider.with("/public/web.git" + refs, "001e# service=git-upload-pack\n0000")
                .with("/page" + refs, "<html></html>");

        assertThat(kapis.send("POST", "/scms/git/verify?server=" + provider.address() + "/public/web.git/", "{}")
                        .body())
                .isEqualTo("{\"message\":\"ok\",\"code\":0}");
        assertThat(verify("git", "robot", provider.address() + "/none")
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(404);
        assertThat(verify("git", "robot", provider.address() + "/page").body())
                .contains("\"code\":500", "has no Git repository at this address");
        provider.accept(GIT_BASIC);
        assertThat(verify("git", "robot", provider.address() + "/public/web.git")
                        .body())
                .isEqualTo("{\"message\":\"ok\",\"code\":0,\"credentialId\":\"robot\"}");
        provider.accept("Basic other");
        assertThat(verify("git", "robot", provider.address() + "/public/web.git")
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(403);
    }

    @Test
    void oneCallerDoesNotHoldAllPlaces() {
        CountDownLatch latch = new CountDownLatch(1);
        provider.hold(latch);
        provider.with("/api/v3/user/orgs?page=1&per_page=1", "[]");
        List<CompletableFuture<Answer>> waiting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> verify("github", "robot", provider.address())))
                .toList();
        await("three requests").until(() -> provider.requests().size() == 3);

        Answer refused = verify("github", "robot", provider.address());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("reason").asText()).isEqualTo("TooManyRequests");
        latch.countDown();
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(verify("github", "robot", provider.address()).status()).isEqualTo(200);
    }

    /** A member of the project who may call the routes, and do this with credentials. */
    private String member(String name, String... verbs) {
        ProjectMember member = ProjectMember.create(
                client, namespace, name, verbs.length == 0 ? List.of() : List.of(rule("credentials", verbs)));
        client.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(namespace + "-scms")
                        .endMetadata()
                        .withRules(rule("scms/organizations", "get"), rule("scms/verify", "create"))
                        .build())
                .serverSideApply();
        ClusterRoleBinding binding = client.resources(ClusterRoleBinding.class)
                .withName(namespace + "-scms")
                .get();
        ClusterRoleBindingBuilder builder =
                binding == null ? new ClusterRoleBindingBuilder() : new ClusterRoleBindingBuilder(binding);
        client.resource(builder.editOrNewMetadata()
                        .withName(namespace + "-scms")
                        .withManagedFields()
                        .withResourceVersion(null)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", namespace + "-scms")
                        .addNewSubject("", "ServiceAccount", name, namespace)
                        .build())
                .serverSideApply();
        String token = member.token();
        await("the rights of " + name)
                .until(() -> kapis.send(token, "GET", "/scms/github/organizations", null)
                                .status()
                        == 400);
        return token;
    }

    private static PolicyRule rule(String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups("devops.kubesphere.io")
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }
}
