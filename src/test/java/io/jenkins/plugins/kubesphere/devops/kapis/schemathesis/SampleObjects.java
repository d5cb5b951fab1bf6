package io.jenkins.plugins.kubesphere.devops.kapis.schemathesis;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Objects that generated requests name, so that they are not all answered with 404. */
record SampleObjects(KubernetesClient client, String namespace, String gitServer) {
    private static final String WORKSPACE = "kapis-fuzz";
    /** Objects that requests to delete name, so that the others stay. */
    private static final int TO_DELETE = 10;

    private static final String CHANGED = "-changed";
    /** Schemathesis takes what was posted to for its own, and deletes it. */
    private static final String POSTED = "-posted";

    private static final List<String> SELECTORS = List.of("!canary", "devops.kubesphere.io/pipeline in (plain,other)");

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("workspace", List.of(WORKSPACE)),
            Map.entry("user", List.of("admin")),
            Map.entry("pipeline", List.of("branches", "plain")),
            Map.entry("branch", List.of("main", "feat%2Fx", "feat/x")),
            Map.entry("run", List.of("waiting", "ended")),
            Map.entry("build", List.of("7")),
            Map.entry("node", List.of("1")),
            Map.entry("step", List.of("3")),
            Map.entry("filename", List.of(SampleArtifacts.PATH)),
            Map.entry("credential", List.of("password", "text")),
            Map.entry("secret", List.of("password", "text")),
            Map.entry("template", List.of("sample")),
            Map.entry("scm", List.of("github")),
            Map.entry("organization", List.of(SampleGitServer.OWNER)),
            Map.entry("repository", List.of("web")),
            Map.entry("commit", List.of("c1")),
            Map.entry("file", List.of(SampleGitServer.FILE)),
            Map.entry("label", SELECTORS),
            Map.entry("labelSelector", SELECTORS),
            Map.entry("annotation", SELECTORS));

    /** Of these, the document for the requests has none: {@code answer_counter.py} says why. */
    private static final Set<String> LEFT_OUT = Set.of("watch", "follow", "server", "blocking");

    /** @param gitServer address of the server of a Git provider */
    static SampleObjects create(KubernetesClient client, String namespace, String gitServer) {
        SampleObjects objects = new SampleObjects(client, namespace, gitServer);
        objects.createProject(namespace);
        objects.apply("plain", PIPELINE);
        objects.apply("branches", MULTI_BRANCH);
        objects.apply("plain" + POSTED, PIPELINE);
        objects.apply("branches" + POSTED, MULTI_BRANCH);
        objects.apply("waiting", RUN);
        objects.createBuild("of-plain" + POSTED, "{name: plain" + POSTED + "}");
        objects.createBuild("of-branch", "{name: branches}\n  scm: {refName: main}");
        objects.createBuild("of-branch" + POSTED, "{name: branches" + POSTED + "}\n  scm: {refName: main}");
        objects.setPhase("ended", "Succeeded");
        objects.annotate("ended", RunAnnotations.STAGES, STAGES);
        objects.bind("ended");
        objects.annotate("waiting", RunAnnotations.STAGES, STAGES);
        objects.apply("password", CREDENTIAL);
        objects.apply("text", CREDENTIAL.replace("basic-auth", "secret-text").replace("username", "secret"));
        for (String name : objects.toDelete("")) {
            objects.createProject(namespace + name);
            objects.apply("pipeline" + name, PIPELINE);
            objects.setPhase("run" + name, "Succeeded");
            objects.apply("credential" + name, CREDENTIAL);
            objects.apply("repository" + name, REPOSITORY);
        }
        objects.apply("web", REPOSITORY);
        objects.apply("repository" + CHANGED, REPOSITORY);
        objects.apply("sample", TEMPLATE.replace("$KIND", "Template"));
        objects.apply("sample", TEMPLATE.replace("$KIND", "ClusterTemplate").replace(", namespace: $NAMESPACE", ""));
        objects.apply("sample", STEP_TEMPLATE);
        objects.createProject(namespace + CHANGED);
        objects.apply("pipeline" + CHANGED, PIPELINE);
        objects.apply("credential" + CHANGED, CREDENTIAL);
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("jenkins-agent-config")
                        .withNamespace("kube-system")
                        .endMetadata()
                        .addToData("agent.labels", "maven, go")
                        .build())
                .serverSideApply();
        return objects;
    }

    private List<String> toDelete(String prefix) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < TO_DELETE; i++) {
            names.add(prefix + "-" + i);
        }
        return names;
    }

    private void createProject(String name) {
        apply(name, """
                apiVersion: devops.kubesphere.io/v1alpha3
                kind: DevOpsProject
                metadata:
                  name: $NAME
                  generateName: $NAME
                  labels: {kubesphere.io/workspace: kapis-fuzz}
                spec: {}
                """);
    }

    private void setPhase(String run, String phase) {
        apply(run, RUN);
        client.genericKubernetesResources("devops.kubesphere.io/v1alpha3", "PipelineRun")
                .inNamespace(namespace)
                .withName(run)
                .editStatus(object -> {
                    object.setAdditionalProperty(
                            "status", Map.of("phase", phase, "completionTime", "2026-01-01T00:00:00Z"));
                    return object;
                });
    }

    private void annotate(String run, String annotation, String value) {
        client.resources(PipelineRun.class).inNamespace(namespace).withName(run).edit(object -> {
            object.getMetadata().getAnnotations().put(annotation, value);
            return object;
        });
    }

    /** @param pipeline reference to the pipeline, and what follows it */
    private void createBuild(String run, String pipeline) {
        apply(run, RUN.replace("{name: plain}", pipeline));
        bind(run);
    }

    /** Gives a run the build that requests name. */
    private void bind(String run) {
        PipelineRun object = client.resources(PipelineRun.class)
                .inNamespace(namespace)
                .withName(run)
                .get();
        annotate(run, RunAnnotations.CLAIMED_UID, object.getMetadata().getUid());
        annotate(run, RunAnnotations.RUN_ID, NAMES.get("build").get(0));
        annotate(run, RunAnnotations.STAGES, STAGES);
    }

    private HasMetadata apply(String name, String yaml) {
        String text =
                yaml.replace("$NAMESPACE", namespace).replace("$NAME", name).replace("$SERVER", gitServer);
        return (HasMetadata) client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .create()
                .get(0);
    }

    void awaitIn(KapisClient kapis) {
        await("the objects")
                .until(() -> kapis.get("/namespaces/" + namespace + "/pipelines/plain/pipelineruns")
                                .json()
                                .path("totalItems")
                                .asInt()
                        == TO_DELETE + 2);
        for (String path : List.of(
                "/namespaces/" + namespace + "/pipelines/pipeline-changed",
                "/namespaces/" + namespace + "/gitrepositories/repository-changed",
                "/namespaces/" + namespace + "/templates/sample",
                "/clustertemplates/sample",
                "/clustersteptemplates/sample")) {
            await(path).until(() -> kapis.get(path).status() == 200);
        }
    }

    /** Adds the names of the objects to the parameters in the paths of a document. Other names are still tried. */
    ObjectNode nameIn(ObjectNode document) {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                ArrayNode parameters = (ArrayNode) method.getValue().get("parameters");
                parameters.removeIf(
                        parameter -> LEFT_OUT.contains(parameter.get("name").asText()));
                for (JsonNode parameter : parameters) {
                    String name = parameter.get("name").asText();
                    // A request that changes or deletes an object names one that others do not need.
                    boolean isObject = path.getKey().endsWith("{" + name + "}");
                    List<String> names = isObject ? names(method.getKey(), name) : names(name);
                    if (name.equals("pipeline") && !isObject) {
                        names = pipelines(method.getKey(), path.getKey()).orElse(names);
                    }
                    addNames((ObjectNode) parameter, names);
                }
            }
        }
        return document;
    }

    /** Which pipeline has what the path names, if not each has it. */
    private static Optional<List<String>> pipelines(String method, String path) {
        String suffix = method.equals("post") ? POSTED : "";
        if (path.contains("{pipeline}/runs/{build}") || path.endsWith("{pipeline}/runs") && method.equals("post")) {
            return Optional.of(List.of("plain" + suffix));
        }
        return path.contains("{branch}/runs") || path.endsWith("/scan")
                ? Optional.of(List.of("branches" + suffix))
                : Optional.empty();
    }

    /** A path of objects that are there. */
    String nameIn(String template) {
        String path = pipelines("get", template)
                .map(pipelines -> template.replace("{pipeline}", pipelines.get(0)))
                .orElse(template);
        return Pattern.compile("[{]([^}]+)[}]").matcher(path).replaceAll(parameter -> names(parameter.group(1))
                .get(0));
    }

    private List<String> names(String method, String parameter) {
        String prefix = parameter.equals("namespace") ? namespace : parameter;
        return switch (method) {
            case "put" -> List.of(prefix + CHANGED);
            case "delete" -> toDelete(prefix);
            default -> names(parameter);
        };
    }

    private List<String> names(String parameter) {
        boolean isProject = parameter.equals("namespace") || parameter.equals("secretNamespace");
        return isProject ? List.of(namespace) : NAMES.getOrDefault(parameter, List.of());
    }

    private static void addNames(ObjectNode parameter, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        // One request of each operation is made from examples alone, so that it finds what it names.
        if (parameter.get("required").asBoolean()) {
            parameter.put("example", names.get(0));
        }
        JsonNode schema = parameter.get("schema");
        ArrayNode alternatives = parameter.putObject("schema").putArray("anyOf");
        names.forEach(alternatives.addObject().put("type", "string").putArray("enum")::add);
        alternatives.add(schema);
    }

    private static final String STAGES = """
            [{"id": "1", "displayName": "Ask", "durationInMillis": 5, "startTime": "2026-01-01T00:00:00Z", "state": "PAUSED",
              "type": "STAGE", "edges": [{"id": "2", "type": "STAGE"}], "steps": [
                {"id": "3", "displayName": "input", "durationInMillis": 5, "startTime": "2026-01-01T00:00:00Z",
                 "state": "PAUSED", "type": "STEP", "input": {"id": "Go", "message": "Go on?", "ok": "Yes", "parameters": []}}]},
             {"id": "2", "displayName": "Deploy", "durationInMillis": 0, "startTime": null, "type": "STAGE"}]
            """;
    private static final String PIPELINE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata: {name: $NAME, namespace: $NAMESPACE}
            spec:
              type: pipeline
              pipeline:
                name: $NAME
                jenkinsfile: "echo 'x'"
                parameters: [{name: version, type: string, default_value: "1"}]
                remote_trigger: {token: of-the-trigger}
            """;
    private static final String MULTI_BRANCH = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: Pipeline
            metadata:
              name: $NAME
              namespace: $NAMESPACE
              annotations:
                pipeline.devops.kubesphere.io/jenkins-branches: >-
                  [{"name": "main", "rawName": "main", "weatherScore": 100,
                    "latestRun": {"id": "1", "result": "SUCCESS", "state": "FINISHED", "startTime": "2026-01-01T00:00:00Z"}},
                   {"name": "feat%2Fx", "rawName": "feat/x", "weatherScore": 0,
                    "pullRequest": {"id": "7", "author": "a", "title": "t", "url": "https://git/7"}}]
            spec:
              type: multi-branch-pipeline
              multi_branch_pipeline:
                name: $NAME
                source_type: git
                script_path: Jenkinsfile
                git_source: {url: "https://git.example.com/x.git", discover_branches: true}
            """;
    private static final String RUN = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: PipelineRun
            metadata:
              name: $NAME
              namespace: $NAMESPACE
              labels: {devops.kubesphere.io/pipeline: plain}
            spec:
              pipelineRef: {name: plain}
              parameters: [{name: version, value: "2"}]
            """;
    private static final String CREDENTIAL = """
            apiVersion: v1
            kind: Secret
            metadata: {name: $NAME, namespace: $NAMESPACE}
            type: credential.devops.kubesphere.io/basic-auth
            stringData: {username: robot, password: of-the-robot}
            """;
    private static final String REPOSITORY = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: GitRepository
            metadata: {name: $NAME, namespace: $NAMESPACE}
            spec: {provider: github, url: "$SERVER/acme/web.git"}
            """;
    private static final String TEMPLATE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: $KIND
            metadata: {name: $NAME, namespace: $NAMESPACE}
            spec:
              template: "echo '{{ .param.WHO }}'"
              parameters: [{name: WHO, default: world, validation: {expression: "[a-z]+", message: "only letters"}}]
            """;
    private static final String STEP_TEMPLATE = """
            apiVersion: devops.kubesphere.io/v1alpha3
            kind: ClusterStepTemplate
            metadata: {name: $NAME}
            spec:
              runtime: shell
              parameters: [{name: command, defaultValue: make}]
              template: "{{.param.command}}"
            """;
}
