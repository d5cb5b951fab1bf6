package io.jenkins.plugins.kubesphere.devops.kapis;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.project.DevOpsProject;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import io.jenkins.plugins.kubesphere.devops.kapis.support.RouteTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls each route with each role of ks-devops, and compares what is allowed with the table of docs/rest-api.md. */
@WithCluster
class RoleMatrixIT {
    private static final String BEGIN = "<!-- roles -->\n";
    private static final String END = "<!-- end of roles -->";
    private static final String[] READ = {"get", "list", "watch"};
    private static final String[] ALL = {"*"};

    /** The rules of KubeSphere's extension for DevOps, as far as they are about routes that exist here. */
    private static final Map<String, List<PolicyRule>> ROLES = new LinkedHashMap<>();

    static {
        ROLES.put(
                "view-pipelines",
                List.of(rule(
                        READ,
                        "pipelines",
                        "pipelines/branches",
                        "pipelines/consolelog",
                        "ci",
                        "clustersteptemplates",
                        "templates")));
        ROLES.put(
                "manage-pipelines",
                List.of(rule(
                        ALL,
                        "pipelines",
                        "pipelines/branches",
                        "pipelines/scan",
                        "pipelines/jenkinsfile",
                        "pipelines/checkScriptCompile",
                        "checkCron",
                        "templates",
                        "templates/render")));
        ROLES.put(
                "view-pipelineruns",
                List.of(rule(
                        READ,
                        "pipelines/runs",
                        "pipelines/pipelineruns",
                        "pipelineruns",
                        "pipelineruns/nodedetails",
                        "pipelineruns/artifacts")));
        ROLES.put(
                "manage-pipelineruns", List.of(rule(ALL, "pipelineruns", "pipelines/runs", "pipelines/pipelineruns")));
        ROLES.put("view-credentials", List.of(rule(READ, "credentials", "credentials/usage")));
        ROLES.put("manage-credentials", List.of(rule(ALL, "credentials", "credentials/usage")));
        ROLES.put("view-code-repository", List.of(rule(READ, "gitrepositories")));
        ROLES.put("manage-code-repository", List.of(rule(ALL, "gitrepositories")));
        ROLES.put("manage-project-settings", List.of(rule(ALL, "namespaces", "devopsprojects")));
        ROLES.put("admin", List.of(rule(ALL, "*")));
    }

    private KapisTestServer server;
    private KubernetesClient client;
    private String namespace;

    private static PolicyRule rule(String[] verbs, String... resources) {
        return new PolicyRuleBuilder()
                .withApiGroups("devops.kubesphere.io")
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) throws Exception {
        client = admin;
        namespace = testNamespace.name();
        server = KapisTestServer.start(cluster);
        DevOpsProject project = new DevOpsProject();
        project.setMetadata(new ObjectMetaBuilder().withName(namespace).build());
        client.resource(project).create();
    }

    @AfterEach
    void stop() throws Exception {
        client.resources(DevOpsProject.class).withName(namespace).delete();
        server.close();
    }

    @Test
    void eachRoleAllowsWhatTheDocumentSays() throws Exception {
        KapisClient kapis = server.client();
        await("the project")
                .until(() ->
                        kapis.get("/namespaces/" + namespace + "/pipelines").status() == 200);
        Map<String, String> tokens = new LinkedHashMap<>();
        ROLES.forEach((name, rules) -> tokens.put(
                name, ProjectMember.create(client, namespace, name, rules).token()));
        StringBuilder table = new StringBuilder();
        table.append("| route | ").append(String.join(" | ", ROLES.keySet())).append(" |\n| --- |");
        table.append(" --- |".repeat(ROLES.size())).append('\n');
        for (RouteTable version : RouteTables.all()) {
            version.routes().forEach(route -> table.append(line(version, route, tokens.values())));
        }

        Path document = RepositoryRoot.root().resolve("docs/rest-api.md");
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        if (Boolean.getBoolean("routes.write")) {
            Files.writeString(document, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
        }
        assertThat(text.substring(begin, text.indexOf(END)))
                .as("the lines between the marks of %s; write them with -Droutes.write=true", document)
                .isEqualTo(table.toString());
    }

    private String line(RouteTable table, Route route, Collection<String> tokens) {
        StringBuilder line = new StringBuilder(
                "| " + route.method() + " `" + route.template().text() + "`");
        line.append(table.version().equals("v1alpha3") ? " |" : " (" + table.version() + ") |");
        String path = "/kapis/" + table.group() + "/" + table.version() + path(route);
        for (String token : tokens) {
            int status = server.client()
                    .send(token, route.method(), path, body(route))
                    .status();
            assertThat(status).as("%s %s", route.method(), route.template()).isNotIn(401, 500, 503);
            line.append(status == 403 ? " |" : " ✓ |");
        }
        return line.append('\n').toString();
    }

    /** Objects that do not exist: who may do it gets another answer than 403. */
    private String path(Route route) {
        String path = route.template().text().replace("{namespace}", namespace);
        return Stream.of(path.split("/"))
                .map(segment -> segment.startsWith("{") ? "none" : segment)
                .collect(Collectors.joining("/"));
    }

    private static String body(Route route) {
        return route.input() == Void.class ? null : "{}";
    }
}
