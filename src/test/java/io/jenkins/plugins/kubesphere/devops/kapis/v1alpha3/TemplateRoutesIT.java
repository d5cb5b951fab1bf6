package io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterStepTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.ClusterTemplate;
import io.jenkins.plugins.kubesphere.devops.api.template.Template;
import io.jenkins.plugins.kubesphere.devops.controlplane.KubernetesCluster;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.controlplane.TestNamespace;
import io.jenkins.plugins.kubesphere.devops.controlplane.WithCluster;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisTestServer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithCluster
class TemplateRoutesIT {
    private static final String SPEC = """
            spec:
              parameters:
                - {name: command, required: true, validation: {expression: 'make( [a-z]+)*', message: call make}}
                - {name: label, default: base}
              template: |
                pipeline {
                  agent { label $(groovyString .params.label) }
                  stages { stage('Build') { steps { sh $(groovyString .params.command) } } }
                }
            """;
    private static final String STEP = """
            kind: ClusterStepTemplate
            spec:
              runtime: shell
              secret: {type: credential.devops.kubesphere.io/basic-auth, wrap: true}
              parameters:
                - {name: number, type: number, required: true}
              template: echo {{.param.number}}
            """;
    private static final String RESULT = "/metadata/annotations/devops.kubesphere.io~1render-result";

    private final List<HasMetadata> created = new ArrayList<>();
    private KapisTestServer server;
    private KapisClient kapis;
    private KubernetesClient client;
    private String namespace;
    private String templates;
    private String clusterTemplate;
    private String stepTemplate;

    @BeforeEach
    void start(KubernetesCluster cluster, KubernetesClient admin, TestNamespace testNamespace) {
        client = admin;
        namespace = testNamespace.name();
        templates = "/namespaces/" + namespace + "/templates";
        clusterTemplate = "/clustertemplates/" + namespace;
        stepTemplate = "/clustersteptemplates/" + namespace;
        server = KapisTestServer.start(cluster);
        kapis = server.client();
        Template template = Serialization.unmarshal("kind: Template\n" + SPEC, Template.class);
        template.getMetadata().setName("make");
        template.getMetadata().setNamespace(namespace);
        create(template);
        ClusterTemplate ofCluster = Serialization.unmarshal("kind: ClusterTemplate\n" + SPEC, ClusterTemplate.class);
        ofCluster.getMetadata().setName(namespace);
        create(ofCluster);
        ClusterStepTemplate step = Serialization.unmarshal(STEP, ClusterStepTemplate.class);
        step.getMetadata().setName(namespace);
        create(step);
        await("the templates")
                .until(() -> kapis.get(templates + "/make").status() == 200
                        && kapis.get(clusterTemplate).status() == 200
                        && kapis.get(stepTemplate).status() == 200);
    }

    private void create(HasMetadata object) {
        created.add(client.resource(object).create());
    }

    @AfterEach
    void stop() throws Exception {
        created.forEach(object -> client.resource(object).delete());
        server.close();
    }

    @Test
    void templatesAreListedAndShown() {
        JsonNode list = kapis.get(templates).json();

        assertThat(list.path("totalItems").asInt()).isEqualTo(1);
        assertThat(list.at("/items/0/metadata/name").asText()).isEqualTo("make");
        assertThat(kapis.get(templates + "/make")
                        .json()
                        .at("/spec/parameters/1/default")
                        .asText())
                .isEqualTo("base");
        assertThat(kapis.get("/clustertemplates?name=" + namespace)
                        .json()
                        .path("totalItems")
                        .asInt())
                .isEqualTo(1);
        assertThat(kapis.get("/clustersteptemplates?limit=100&name=" + namespace)
                        .json()
                        .at("/items/0/spec/runtime")
                        .asText())
                .isEqualTo("shell");
        assertThat(kapis.get("/namespaces/none/templates").json().toString())
                .isEqualTo("{\"items\":[],\"totalItems\":0}");
    }

    @Test
    void whatDidNotChangeIsNotSentAgainAndAChangeIsToldAtOnce() throws Exception {
        Map<String, HasMetadata> objects = Map.of(
                templates,
                created.get(0),
                templates + "/make",
                created.get(0),
                "/clustertemplates?name=" + namespace,
                created.get(1),
                clusterTemplate,
                created.get(1),
                "/clustersteptemplates?name=" + namespace,
                created.get(2),
                stepTemplate,
                created.get(2));
        for (Map.Entry<String, HasMetadata> entry : objects.entrySet()) {
            String path = entry.getKey();
            String tag = kapis.get(path).header("ETag");
            assertThat(kapis.get(path, Map.of("If-None-Match", tag)).status())
                    .as(path)
                    .isEqualTo(304);
            String watched = path + (path.contains("?") ? "&" : "?") + "watch=true";
            try (EventStreamClient events =
                    EventStreamClient.open(kapis.address(), kapis.administrator(), watched, tag)) {
                client.resource(client.resource(entry.getValue()).get()).edit(found -> {
                    found.getMetadata().setAnnotations(Map.of("seen-at", path));
                    return found;
                });
                events.awaitLine("\"seen-at\":\"" + path + "\"");
            }
            assertThat(kapis.get(path, Map.of("If-None-Match", tag)).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void aTemplateIsRenderedIntoAnAnnotation() {
        for (String template : List.of(templates + "/make", clusterTemplate)) {
            Answer rendered = kapis.send(
                    "POST",
                    template + "/render",
                    "{\"parameters\": [{\"name\": \"command\", \"value\": \"make all\"}]}");

            assertThat(rendered.status()).as(rendered.body()).isEqualTo(200);
            assertThat(rendered.json().at(RESULT).asText()).isEqualTo("""
                            pipeline {
                              agent { label 'base' }
                              stages { stage('Build') { steps { sh 'make all' } } }
                            }
                            """);
            assertThat(rendered.json().at("/spec/parameters/0/name").asText()).isEqualTo("command");
            assertThat(kapis.get(template).json().at(RESULT).isMissingNode())
                    .as("the template itself is as it was")
                    .isTrue();
        }
    }

    @Test
    void aWrongParameterIsNamed() {
        assertRefused(
                templates + "/make/render",
                null,
                "template \"make\": the parameter \"command\" is required; give it a value\n");
        assertRefused(
                clusterTemplate + "/render",
                "{\"parameters\": [{\"name\": \"command\", \"value\": \"rm -rf /\"}]}",
                "template \"" + namespace + "\": the parameter \"command\" is not valid: call make; it must match"
                        + " make( [a-z]+)*\n");
        assertRefused(
                templates + "/make/render",
                "{\"parameters\": [{\"value\": \"make\"}]}",
                "a parameter has no name; send {\"parameters\": [{\"name\": \"…\", \"value\": \"…\"}]}\n");
    }

    @Test
    void aStepIsRenderedWithItsCredential() throws Exception {
        Answer rendered = kapis.send(
                "POST", stepTemplate + "/render?secret=registry&secretNamespace=" + namespace, "{\"number\": \"3\"}");

        assertThat(rendered.status()).as(rendered.body()).isEqualTo(200);
        JsonNode step = new ObjectMapper().readTree(rendered.json().path("data").asText());
        assertThat(step.path("name").asText()).isEqualTo("withCredentials");
        assertThat(step.at("/arguments/value").asText()).contains("credentialsId: 'registry'");
        assertThat(step.at("/children/0/arguments/0/value/value").asText()).isEqualTo("echo 3");
    }

    @Test
    void aWrongParameterOrCredentialOfAStepIsNamed() {
        String prefix = "step template \"" + namespace + "\": ";
        assertRefused(
                stepTemplate + "/render?secret=registry",
                "{}",
                prefix + "the parameter \"number\" is required; give it a value\n");
        assertRefused(
                stepTemplate + "/render",
                "{\"number\": 3}",
                prefix
                        + "the step needs a credential of type credential.devops.kubesphere.io/basic-auth; name one in the"
                        + " query: ?secret=NAME&secretNamespace=NAMESPACE\n");
        assertRefused(
                stepTemplate + "/render?secret=A%27B",
                "{\"number\": 3}",
                "the parameter secret is not a name of Kubernetes; use lower case letters, digits, - and dots\n");
        assertRefused(
                stepTemplate + "/render?secret=a&secretNamespace=A",
                "{\"number\": 3}",
                "the parameter secretNamespace is not a name of Kubernetes; use lower case letters, digits, - and dots\n");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(kapis.get(templates + "/none").body())
                .isEqualTo("templates.devops.kubesphere.io \"none\" not found\n");
        assertThat(kapis.send("POST", "/clustertemplates/none/render", "{}").body())
                .isEqualTo("clustertemplates.devops.kubesphere.io \"none\" not found\n");
        assertThat(kapis.send("POST", "/clustersteptemplates/none/render", "{}").body())
                .isEqualTo("clustersteptemplates.devops.kubesphere.io \"none\" not found\n");
        assertThat(kapis.get("/clustertemplates/..%2Fx").status()).isEqualTo(404);
    }

    @Test
    void theExamplesOfTheDocumentAreAsWritten() throws Exception {
        String document = Files.readString(RepositoryRoot.root().resolve("docs/templates.md"));
        List<String> yaml = blocks(document, "yaml");
        List<String> bodies = Pattern.compile("-d '([^']*)'")
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .toList();
        Template template = Serialization.unmarshal(yaml.get(0), Template.class);
        template.getMetadata().setNamespace(namespace);
        create(template);
        ClusterStepTemplate step = Serialization.unmarshal(yaml.get(1), ClusterStepTemplate.class);
        step.getMetadata().setName(namespace + "-doc");
        create(step);
        await("the templates of the document")
                .until(() -> kapis.get(templates + "/" + template.getMetadata().getName())
                                        .status()
                                == 200
                        && kapis.get(stepTemplate + "-doc").status() == 200);
        String render = templates + "/" + template.getMetadata().getName() + "/render";

        Answer rendered = kapis.send("POST", render, bodies.get(0));
        Answer renderedStep =
                kapis.send("POST", stepTemplate + "-doc/render?secret=registry&secretNamespace=demo", bodies.get(1));

        assertThat(rendered.json().at(RESULT).asText())
                .as(rendered.body())
                .isEqualTo(blocks(document, "groovy").get(0));
        assertThat(renderedStep.json().path("data").asText() + "\n")
                .as(renderedStep.body())
                .isEqualTo(blocks(document, "json").get(0));
        assertThat(kapis.send("POST", render, null).body()
                        + kapis.send("POST", render, bodies.get(0).replace("test-all", "test all"))
                                .body())
                .isEqualTo(blocks(document, "text").get(0));
    }

    private static List<String> blocks(String document, String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private void assertRefused(String path, String body, String message) {
        Answer answer = kapis.send("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(message);
    }
}
